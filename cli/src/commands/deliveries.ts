import { Command } from '@commander-js/extra-typings'
import { required, singleValue } from '../arguments'
import { inChina } from '../china-time'
import { OperatorError, UsageError } from '../errors'
import type { Session } from '../session'

export const unconfirmedCommand = ({ call, terminal: { print } }: Session) =>
  new Command('unconfirmed')
    .description('messages of which nobody knows whether they arrived')
    .option('--announcement <id>', 'of one announcement', singleValue('--announcement'))
    .action(async ({ announcement: announcementId }) => {
      let after: string | undefined
      let isEmpty = true
      do {
        const { deliveries, next } = (await call('listUnconfirmed', { query: { announcementId, after } })).body
        for (const { id, kind, examYear, attemptedAt, reason } of deliveries)
          print(`${id}  ${kind} ${examYear ?? ''}  ${inChina(attemptedAt)}  ${reason ?? ''}`)
        isEmpty &&= deliveries.length === 0
        after = next
      } while (after !== undefined)
      if (isEmpty) print('nothing is unconfirmed')
    })

export const resendCommand = (session: Session) =>
  new Command('resend')
    .description('sends an unconfirmed message again: the person may get it twice')
    .argument('[id]', 'of the delivery')
    .option('--announcement <id>', 'all of one announcement instead', singleValue('--announcement'))
    .option('-y, --yes', 'does not ask')
    .action(async (id, { announcement, yes = false }) => {
      if (announcement !== undefined && id !== undefined)
        throw new UsageError('resend takes the id of a delivery or --announcement, not both')
      if (announcement !== undefined) return resendAll(announcement, yes, session)
      await session.call('resendDelivery', { params: { id: required(id, 'the id') } })
      session.terminal.print('it will be sent again')
    })

/** Shows how many and what may come of it; asks; sends them again. */
async function resendAll(id: string, yes: boolean, { call, terminal: { print, confirm } }: Session): Promise<void> {
  const { deliveries, mayArriveTwice } = (await resend(id, true)).body
  if (deliveries === 0) return print('nothing of it is unconfirmed')
  print(`${deliveries} unconfirmed; up to ${mayArriveTwice} people can get it twice, the others at most once`)
  if (!yes && !(await confirm(`send ${deliveries} messages again?`))) return print('nothing was sent again')
  const answer = await resend(id, false)
  if (answer.status !== 202)
    throw new OperatorError('unexpected-answer', `resend: expected 202, found ${answer.status}`)
  print(`${answer.body.deliveries} will be sent again; show ${id} tells how far it is`)

  function resend(announcement: string, dryRun: boolean) {
    return call('resendAnnouncement', { params: { id: announcement }, body: { dryRun } })
  }
}

export const resumeCommand = ({ call, terminal: { print } }: Session) =>
  new Command('resume')
    .description('lets a parked template send again')
    .argument('<id>', 'of the template')
    .action(async id => {
      await call('resumeTemplate', { params: { id: required(id, 'the id') } })
      print('the template sends again')
    })
