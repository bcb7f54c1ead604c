import { writeFile } from 'node:fs/promises'
import type { AuditEntry } from '@zhuan/api'
import { announce } from './announce'
import { type Announcement, describe } from './announcement'
import { type Arguments, changed, required, USAGE, wholeNumber } from './arguments'
import { inChina } from './china-time'
import { type Call, json, OperatorError } from './client'
import type { Terminal } from './terminal'

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
      const { start, source } = options
      const body = { start, end: changed(options, 'end'), time: changed(options, 'time'), source }
      return print(describe(await json(call('PUT', `/announcements/${id()}`, body))))
    }
    case 'cancel':
      return cancel(id(), call, print)
    case 'unconfirmed': {
      const { deliveries } = await json<{ deliveries: Record<string, string>[] }>(call('GET', '/unconfirmed'))
      const lines = deliveries.map(
        row => `${row.id}  ${row.kind} ${row.examYear ?? ''}  ${inChina(row.attemptedAt!)}  ${row.reason ?? ''}`,
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
      const { entries } = await json<{ entries: AuditEntry[] }>(call('GET', '/audit'))
      return print(
        entries
          .map(
            ({ at, actor, action, subject, details }) =>
              `${inChina(at)}  ${actor}  ${action}  ${subject ?? ''}  ${JSON.stringify(details)}`,
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

/** @throws OperatorError when everybody has been told already */
async function cancel(id: string, call: Call, print: (text: string) => void): Promise<void> {
  const announcement = await json<Announcement>(call('DELETE', `/announcements/${id}`))
  if (announcement.state !== 'cancelled')
    throw new OperatorError('too-late', `nothing was cancelled, it is over:\n${describe(announcement)}`)
  print(describe(announcement))
}

async function saveCode(options: Arguments['options'], call: Call, print: (text: string) => void): Promise<void> {
  const out = required(options.out, '--out')
  const body = {
    scene: required(options.scene, '--scene'),
    page: required(options.page, '--page'),
    ...(options.width !== undefined && { width: wholeNumber(options.width, '--width') }),
  }
  const answer = await call('POST', '/codes', body)
  await writeFile(out, Buffer.from(await answer.arrayBuffer())).catch((error: Error) => {
    throw new OperatorError('cannot-write', `the code cannot be saved: ${error.message}`)
  })
  print(`${out}: ${answer.headers.get('content-type')}`)
}
