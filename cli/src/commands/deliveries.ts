import { Command } from '@commander-js/extra-typings'
import { required } from '../arguments'
import { inChina } from '../china-time'
import type { Session } from '../session'

export const unconfirmedCommand = ({ call, terminal: { print } }: Session) =>
  new Command('unconfirmed').description('messages of which nobody knows whether they arrived').action(async () => {
    const { deliveries } = (await call('listUnconfirmed')).body
    const lines = deliveries.map(
      ({ id, kind, examYear, attemptedAt, reason }) =>
        `${id}  ${kind} ${examYear ?? ''}  ${inChina(attemptedAt)}  ${reason ?? ''}`,
    )
    print(lines.join('\n') || 'nothing is unconfirmed')
  })

export const resendCommand = ({ call, terminal: { print } }: Session) =>
  new Command('resend')
    .description('sends an unconfirmed message again: the person may get it twice')
    .argument('<id>', 'of the delivery')
    .action(async id => {
      await call('resendDelivery', { params: { id: required(id, 'the id') } })
      print('it will be sent again')
    })

export const resumeCommand = ({ call, terminal: { print } }: Session) =>
  new Command('resume')
    .description('lets a parked template send again')
    .argument('<id>', 'of the template')
    .action(async id => {
      await call('resumeTemplate', { params: { id: required(id, 'the id') } })
      print('the template sends again')
    })
