import { setTimeout as sleep } from 'node:timers/promises'
import { type Announcement, describe } from './announcement'
import { type Arguments, required, wholeNumber } from './arguments'
import { afterQuietHours, inChina, QUIET_HOURS } from './china-time'
import { type Call, json } from './client'
import type { Terminal } from './terminal'

/** Shows whom it would reach and when, asks, announces. */
export async function announce(
  operands: string[],
  options: Arguments['options'],
  call: Call,
  { print, confirm }: Terminal,
): Promise<void> {
  const { region, start, end, time, urgent } = options
  const body = {
    kind: required(operands[0], 'the kind'),
    examYear: wholeNumber(options.year, '--year'),
    region: region ?? null,
    source: required(options.source, '--source'),
    start,
    end,
    time,
    urgent,
  }
  const what = `${body.kind} ${body.examYear} ${body.region ?? '全国'}`
  const dry = await json<Pick<Announcement, 'recipients' | 'sendAfter'>>(
    call('POST', '/announcements', { ...body, dryRun: true }),
  )
  print(`${what}: ${dry.recipients} recipients`)
  if (waitsForMorning(dry.sendAfter, urgent))
    print(`sending would begin ${begins(dry.sendAfter)}; --urgent sends in the night`)
  if (options['dry-run']) return
  if (!options.yes && !(await confirm(`announce it to ${dry.recipients} people?`)))
    return print('nothing was announced')
  const { id, sendAfter } = await json<Announcement>(call('POST', '/announcements', body))
  const waits = waitsForMorning(sendAfter, urgent)
  print(`announced as ${id}; sending begins ${waits ? begins(sendAfter) : inChina(sendAfter)}`)
  if (waits) print('to send in the night: cancel it and announce it with --urgent')
  print(`to take it back: npm run operator -- cancel ${id}`)
  if (options.wait) await waitForEnd(id, call, print)
}

const waitsForMorning = (sendAfter: string, urgent = false): boolean =>
  !urgent && afterQuietHours(new Date(sendAfter)) > new Date(sendAfter)

const begins = (sendAfter: string): string =>
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
