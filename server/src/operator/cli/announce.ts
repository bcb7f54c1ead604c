import { setTimeout as sleep } from 'node:timers/promises'
import { type AnnouncementDryRun, SEND_AFTER_HEADER } from '@zhuan/api'
import { isAnnouncedAhead } from '../../announcements/announced-days'
import { chinaDay } from '../../clock'
import { type Announcement, daysOf, describe } from './announcement'
import { type Arguments, required, wholeNumber } from './arguments'
import { afterQuietHours, inChina, QUIET_HOURS } from './china-time'
import { type Call, json, OperatorError } from './client'
import type { Terminal } from './terminal'

interface Effect {
  /** False for kinds that fire on their day, or never: announcing them only moves the calendar. */
  tellsNow: boolean
  remark?: string
}

const EFFECTS: Record<string, Effect> = {
  'admission-ticket': {
    tellsNow: false,
    remark: 'nobody is told now, the reminders fire at 10:00 on the first day',
  },
  exam: { tellsNow: false, remark: 'nobody is told now, the reminders fire at 10:00 on the day before the first' },
  payment: { tellsNow: false, remark: 'nobody is told, only the calendar moves' },
  'score-recheck': { tellsNow: false, remark: 'nobody is told, only the calendar moves' },
  registration: { tellsNow: true, remark: 'those who ask for it later are reminded at 10:00 on the first day' },
}

/** Shows what would be announced, to whom and when; asks; announces. */
export async function announce(
  operands: string[],
  options: Arguments['options'],
  call: Call,
  { print, confirm }: Terminal,
): Promise<void> {
  const body = readRequest(operands, options)
  const { tellsNow, remark } = EFFECTS[body.kind] ?? { tellsNow: true }
  const { recipients, wouldSendAfter } = await dryRun(call, body)
  const days = daysOf({ ...body, start: body.start ?? chinaDay(new Date(wouldSendAfter)) })
  print(`${body.kind} ${body.examYear} ${body.region ?? '全国'} (${days}): ${recipients} recipients`)
  if (remark !== undefined) print(remark)
  if (tellsNow && waitsForMorning(wouldSendAfter, body.urgent))
    print(`sending would begin ${inTheMorning(wouldSendAfter)}; --urgent sends in the night`)
  if (options['dry-run']) return
  const question = tellsNow ? `announce it to ${recipients} people?` : 'move the calendar?'
  if (!options.yes && !(await confirm(question))) return print('nothing was announced')
  const { id, sendAfter } = await json<Announcement>(call('POST', '/announcements', body))
  if (!tellsNow) print(`announced as ${id}; the calendar moves ${inChina(sendAfter)}`)
  else if (!waitsForMorning(sendAfter, body.urgent)) print(`announced as ${id}; sending begins ${inChina(sendAfter)}`)
  else {
    print(`announced as ${id}; sending begins ${inTheMorning(sendAfter)}`)
    print('to send in the night: cancel it and announce it with --urgent')
  }
  print(`to take it back: npm run operator -- cancel ${id}`)
  if (options.wait) await waitForEnd(id, call, print)
}

async function dryRun(call: Call, body: object): Promise<{ recipients: number; wouldSendAfter: string }> {
  const answer = await call('POST', '/announcements', { ...body, dryRun: true })
  const { recipients } = (await answer.json()) as AnnouncementDryRun
  const wouldSendAfter = answer.headers.get(SEND_AFTER_HEADER)
  if (wouldSendAfter === null)
    throw new OperatorError(
      'no-header',
      `the answer to a dry run has no header ${SEND_AFTER_HEADER}: does a proxy cut it?`,
    )
  return { recipients, wouldSendAfter }
}

function readRequest(operands: string[], { year, region, source, start, end, time, urgent }: Arguments['options']) {
  const kind = required(operands[0], 'the kind')
  // The server would take today, as its contract says. A person who leaves it out has forgotten it.
  if (!start && isAnnouncedAhead(kind))
    throw new OperatorError(
      'usage',
      `--start is missing: ${kind} is announced ahead, and today would become its official day`,
    )
  return {
    kind,
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

async function waitForEnd(id: string, call: Call, print: (text: string) => void): Promise<void> {
  for (let before = ''; ; ) {
    const announcement = await json<Announcement>(call('GET', `/announcements/${id}`))
    const line = describe(announcement)
    if (line !== before) print(line)
    if (announcement.state === 'done' || announcement.state === 'cancelled') return
    before = line
    await sleep(1_000)
  }
}
