import { Command, Option } from '@commander-js/extra-typings'
import { required, singleValue, takeAway } from '../arguments'
import { describe } from '../describe'
import { OperatorError, UsageError } from '../errors'
import type { Session } from '../session'

export const listCommand = ({ call, terminal: { print } }: Session) =>
  new Command('list').description('all announcements').action(async () => {
    const { announcements } = (await call('listAnnouncements')).body
    print(announcements.map(describe).join('\n') || 'nothing is announced')
  })

export const showCommand = ({ call, terminal: { print } }: Session) =>
  new Command('show')
    .description('one announcement, with its counts')
    .argument('<id>')
    .action(async id => print(describe((await call('getAnnouncement', byId(id))).body)))

export const correctCommand = ({ call, terminal: { print } }: Session) =>
  new Command('correct')
    .description('moves the calendar, sends nothing')
    .argument('<id>')
    .option('--start <day>', 'another first day', singleValue('--start'))
    .option('--end <day>', 'another last day', singleValue('--end'))
    .addOption(takeAway('end', 'takes a wrong last day away'))
    .option('--time <time>', 'another time of the day', singleValue('--time'))
    .addOption(takeAway('time', 'takes a wrong time away'))
    .option('--source <url>', 'another source', singleValue('--source'))
    .addOption(new Option('--year <year>').hideHelp())
    .addOption(new Option('--region <region>').hideHelp())
    .addOption(new Option('--urgent').hideHelp())
    .action(async (id, { start, end, time, source, ...unchangeable }) => {
      refuseOtherwise(Object.keys(unchangeable))
      const body = { start, end: orNull(end), time: orNull(time), source }
      print(describe((await call('correctAnnouncement', { ...byId(id), body })).body))
    })

export const cancelCommand = ({ call, terminal: { print } }: Session) =>
  new Command('cancel')
    .description('stops an announcement; what is in flight finishes')
    .argument('<id>')
    .action(async id => {
      const { body: announcement } = await call('cancelAnnouncement', byId(id))
      if (announcement.state !== 'cancelled')
        throw new OperatorError('too-late', `nothing was cancelled, it is over:\n${describe(announcement)}`)
      print(describe(announcement))
    })

/** What an announcement is about, and whether it may be sent in the night, is settled when it is made. */
function refuseOtherwise(unchangeable: string[]): void {
  if (unchangeable.length === 0) return
  const options = unchangeable.map(name => `--${name}`).join(' and ')
  throw new UsageError(`correct cannot change ${options}: cancel the announcement and make the right one`)
}

const byId = (id: string) => ({ params: { id: required(id, 'the id') } })

/** The API takes a value away by null, and leaves alone what is undefined. */
const orNull = (value: string | false | undefined): string | null | undefined => (value === false ? null : value)
