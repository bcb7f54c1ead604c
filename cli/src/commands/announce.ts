import { setTimeout as sleep } from 'node:timers/promises'
import { Command } from '@commander-js/extra-typings'
import type { AnnouncementRequest, RecipientGrants } from '@zhuan/api'
import { ANNOUNCED_AHEAD, type AnnouncementKind, FIRING_TIME, SEND_AFTER_HEADER } from '@zhuan/api/vocabulary'
import { required, singleValue, wholeNumber } from '../arguments'
import { afterQuietHours, chinaDay, inChina, QUIET_HOURS } from '../china-time'
import type { OperatorClient } from '../client'
import { daysOf, describe } from '../describe'
import { OperatorError, UsageError } from '../errors'
import type { Session } from '../session'

interface Effect {
  /** False for kinds that fire on their day, or never: announcing them only moves the calendar. */
  tellsNow: boolean
  remark?: string
}

const EFFECTS: Partial<Record<AnnouncementKind, Effect>> = {
  'admission-ticket': {
    tellsNow: false,
    remark: `nobody is told now, the reminders fire at ${FIRING_TIME} on the first day`,
  },
  exam: {
    tellsNow: false,
    remark: `nobody is told now, the reminders fire at ${FIRING_TIME} on the day before the first`,
  },
  payment: { tellsNow: false, remark: 'nobody is told, only the calendar moves' },
  'score-recheck': { tellsNow: false, remark: 'nobody is told, only the calendar moves' },
  registration: {
    tellsNow: true,
    remark: `those who ask for it later are reminded at ${FIRING_TIME} on the first day`,
  },
}

interface AnnounceOptions {
  year?: string
  region?: string
  source?: string
  start?: string
  end?: string
  time?: string
  urgent?: true
  dryRun?: true
  yes?: true
  wait?: true
}

export const announceCommand = (session: Session) =>
  new Command('announce')
    .description('tells everybody who waits for it')
    .usage('<kind> --year 2026 --source URL [options]')
    .argument('<kind>', 'score-release, registration, exam and so on')
    .option('--year <year>', 'of the exam', singleValue('--year'))
    .option('--region <region>', 'such as 西藏; without it: the whole country', singleValue('--region'))
    .option('--source <url>', 'where it was announced', singleValue('--source'))
    .option(
      '--start <day>',
      `first day, such as 2026-12-25; without it: today, but ${ANNOUNCED_AHEAD.join(', ')} need one`,
      singleValue('--start'),
    )
    .option('--end <day>', 'last day', singleValue('--end'))
    .option('--time <time>', 'of the day in China, such as 10:00', singleValue('--time'))
    .option('--urgent', 'sends in the night too')
    .option('--dry-run', 'says whom it would reach, and does nothing')
    .option('-y, --yes', 'does not ask')
    .option('--wait', 'shows how far it is until everybody has been told')
    .action((kind, options) => announce(readRequest(kind, options), options, session))

/** Shows what would be announced, to whom and when; asks; announces. */
async function announce(
  body: AnnouncementRequest,
  options: AnnounceOptions,
  { call, terminal: { print, confirm } }: Session,
): Promise<void> {
  const { tellsNow, remark } = EFFECTS[body.kind] ?? { tellsNow: true }
  const { recipients, grants, wouldSendAfter } = await dryRun(call, body)
  const days = daysOf({ ...body, start: body.start ?? chinaDay(wouldSendAfter) })
  print(`${body.kind} ${body.examYear} ${body.region ?? '全国'} (${days}): ${recipients} recipients`)
  if (grants && tellsNow) print(grantsRemark(grants))
  if (remark !== undefined) print(remark)
  if (tellsNow && waitsForMorning(wouldSendAfter, body.urgent))
    print(`sending would begin ${inTheMorning(wouldSendAfter)}; --urgent sends in the night`)
  if (options.dryRun) return
  const question = tellsNow ? `announce it to ${recipients} people?` : 'move the calendar?'
  if (!options.yes && !(await confirm(question))) return print('nothing was announced')
  const answer = await call('announce', { body })
  if (answer.status !== 202) throw unexpected(answer.status, 202)
  const { id, sendAfter } = answer.body
  if (!tellsNow) print(`announced as ${id}; the calendar moves ${inChina(sendAfter)}`)
  else if (!waitsForMorning(sendAfter, body.urgent)) print(`announced as ${id}; sending begins ${inChina(sendAfter)}`)
  else {
    print(`announced as ${id}; sending begins ${inTheMorning(sendAfter)}`)
    print('to send in the night: cancel it and announce it with --urgent')
  }
  print(`to take it back: npm run operator -- cancel ${id}`)
  if (options.wait) await waitForEnd(id, call, print)
}

async function dryRun(
  call: OperatorClient,
  body: AnnouncementRequest,
): Promise<{ recipients: number; grants?: RecipientGrants; wouldSendAfter: string }> {
  const answer = await call('announce', { body: { ...body, dryRun: true } })
  if (answer.status !== 200) throw unexpected(answer.status, 200)
  const wouldSendAfter = answer.headers[SEND_AFTER_HEADER]
  if (wouldSendAfter === undefined)
    throw new OperatorError(
      'no-header',
      `the answer to a dry run has no header ${SEND_AFTER_HEADER}: does a proxy cut it?`,
    )
  const { recipients, grants } = answer.body
  return { recipients, grants, wouldSendAfter }
}

const grantsRemark = ({ present, earlier, none }: RecipientGrants): string =>
  `on our books ${present} of them have a grant of the present template, ${earlier} only of an earlier one` +
  `${none === 0 ? '' : `, and ${none} of neither: WeChat will refuse most of these. Was the template id changed without "earlier"?`}`

const unexpected = (status: number, expected: number): OperatorError =>
  new OperatorError('unexpected-answer', `POST /announcements: expected ${expected}, found ${status}`)

function readRequest(
  kind: string,
  { year, region, source, start, end, time, urgent }: AnnounceOptions,
): AnnouncementRequest {
  // The server would take today, as its contract says. A person who leaves it out has forgotten it.
  if (!start && ANNOUNCED_AHEAD.some(ahead => ahead === kind))
    throw new UsageError(`--start is missing: ${kind} is announced ahead, and today would become its official day`)
  return {
    // The server says which there are.
    kind: required(kind, 'the kind') as AnnouncementKind,
    examYear: wholeNumber(year, '--year'),
    region: region ?? null,
    source: required(source, '--source'),
    start,
    end,
    time,
    urgent,
  }
}

const waitsForMorning = (sendAfter: string, urgent = false): boolean =>
  !urgent && afterQuietHours(new Date(sendAfter)) > new Date(sendAfter)

const inTheMorning = (sendAfter: string): string =>
  `${inChina(afterQuietHours(new Date(sendAfter)))}, as nothing is sent ${QUIET_HOURS}`

async function waitForEnd(id: string, call: OperatorClient, print: (text: string) => void): Promise<void> {
  for (let before = ''; ; ) {
    const { body: announcement } = await call('getAnnouncement', { params: { id } })
    const line = describe(announcement)
    if (line !== before) print(line)
    if (announcement.state === 'done' || announcement.state === 'cancelled') return
    before = line
    await sleep(1_000)
  }
}
