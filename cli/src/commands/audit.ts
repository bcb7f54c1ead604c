import { Command } from '@commander-js/extra-typings'
import { inChina } from '../china-time'
import type { Session } from '../session'

export const auditCommand = ({ call, terminal: { print } }: Session) =>
  new Command('audit').description('what was done, by the operator and by the server').action(async () => {
    const { entries } = (await call('getAudit')).body
    const lines = entries.map(
      ({ at, actor, action, subject, details }) =>
        `${inChina(at)}  ${actor}  ${action}  ${subject ?? ''}  ${JSON.stringify(details)}`,
    )
    print(lines.join('\n'))
  })
