import { writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AnnouncementCounts } from '@zhuan/api'
import { type Arguments, required, USAGE, wholeNumber } from './arguments'
import { type Call, OperatorError } from './client'

/** Where a command writes, and whom it asks. */
export interface Terminal {
  print(text: string): void
  /** @returns true when the operator agrees */
  confirm(question: string): Promise<boolean>
}

interface Announcement {
  id: string
  state: string
  kind: string
  examYear: number
  region: string | null
  start: string
  recipients: number
  sendAfter: string
  counts: AnnouncementCounts
}

/** Carries out one command of the operator. */
export async function runCommand(
  { command, operands, options }: Arguments,
  call: Call,
  terminal: Terminal,
): Promise<void> {
  const id = () => encodeURIComponent(required(operands[0], 'the id'))
  const { print } = terminal
  switch (command) {
    case 'help':
      return print(USAGE)
    case 'announce':
      return announce(operands, options, call, terminal)
    case 'list': {
      const { announcements } = await json<{ announcements: Announcement[] }>(call('GET', '/announcements'))
      return print(announcements.map(describe).join('\n') || 'nothing is announced')
    }
    case 'show':
      return print(describe(await json(call('GET', `/announcements/${id()}`))))
    case 'correct': {
      const { start, end, time, source } = options
      return print(describe(await json(call('PUT', `/announcements/${id()}`, { start, end, time, source }))))
    }
    case 'cancel':
      return print(describe(await json(call('DELETE', `/announcements/${id()}`))))
    case 'unconfirmed': {
      const { deliveries } = await json<{ deliveries: Record<string, string>[] }>(call('GET', '/unconfirmed'))
      const lines = deliveries.map(
        row => `${row.id}  ${row.kind} ${row.examYear ?? ''}  ${row.attemptedAt}  ${row.reason ?? ''}`,
      )
      return print(lines.join('\n') || 'nothing is unconfirmed')
    }
    case 'resend':
      await call('POST', `/deliveries/${id()}/resend`)
      return print('it will be sent again')
    case 'resume':
      await call('POST', `/templates/${id()}/resume`)
      return print('the template sends again')
    case 'audit': {
      const { entries } = await json<{ entries: Record<string, unknown>[] }>(call('GET', '/audit'))
      return print(
        entries
          .map(
            ({ at, actor, action, subject, details }) =>
              `${at}  ${actor}  ${action}  ${subject ?? ''}  ${JSON.stringify(details)}`,
          )
          .join('\n'),
      )
    }
    case 'code':
      return saveCode(options, call, print)
    default:
      throw new OperatorError('usage', `there is no command ${command}\n\n${USAGE}`)
  }
}

async function announce(
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
  const dry = await json<{ recipients: number }>(call('POST', '/announcements', { ...body, dryRun: true }))
  print(`${what}: ${dry.recipients} recipients`)
  if (options['dry-run']) return
  if (!options.yes && !(await confirm(`announce it to ${dry.recipients} people?`)))
    return print('nothing was announced')
  const { id, sendAfter } = await json<Announcement>(call('POST', '/announcements', body))
  print(`announced as ${id}; sending begins ${sendAfter}\nto take it back: npm run operator -- cancel ${id}`)
  if (options.wait) await waitForEnd(id, call, print)
}

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

async function saveCode(options: Arguments['options'], call: Call, print: (text: string) => void): Promise<void> {
  const out = required(options.out, '--out')
  const body = {
    scene: required(options.scene, '--scene'),
    page: required(options.page, '--page'),
    ...(options.width !== undefined && { width: wholeNumber(options.width, '--width') }),
  }
  const answer = await call('POST', '/codes', body)
  await writeFile(out, Buffer.from(await answer.arrayBuffer()))
  print(`${out}: ${answer.headers.get('content-type')}`)
}

const json = async <T>(answer: Promise<Response>): Promise<T> => (await answer).json() as Promise<T>

function describe({ id, state, kind, examYear, region, start, recipients, counts }: Announcement): string {
  const parts = Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [`${count} ${name}`] : []))
  return `${id}  ${state}  ${kind} ${examYear} ${region ?? '全国'} (${start})  ${recipients} recipients: ${parts.join(', ') || 'none'}`
}
