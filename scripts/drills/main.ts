/**
 * `npm run drills`: a gateway in front of WeChat breaks in the middle of a sending, in each way and for each length of
 * outages.ts. Nobody may be told twice or lost, few may stay unconfirmed, and the operator must be alerted. Exits with 1
 * when a promise is broken. Smaller: --people 500 --only hang --at-once 1.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startEmbedded } from '../../server/src/database/embedded'
import { inTurns } from '../torture/people'
import { type DrillResult, drill } from './drill'
import { nameOf, OUTAGES, type Outage } from './outages'

const USAGE = `npm run drills -- [options]
  --people 5000      so many with one grant, and as many with two
  --at-once 3        drills at the same time
  --only TEXT        those whose name holds it, such as "hang" or ", 60 s"
  --concurrency 100  SEND_CONCURRENCY of each of the two processes`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      people: { type: 'string', default: '5000' },
      'at-once': { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      concurrency: { type: 'string', default: '100' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return console.log(USAGE)
  const options = { people: Number(values.people), workers: 2, concurrency: Number(values.concurrency), patience: 600 }
  const outages = OUTAGES.filter(outage => nameOf(outage).includes(values.only))
  const began = performance.now()
  const folder = await mkdtemp(join(tmpdir(), 'zhuan-drills-'))
  await chmod(folder, 0o755) // run by root, PostgreSQL is another user and must get in
  const database = await startEmbedded(folder, { settings: { max_connections: '400' } })
  try {
    await inTurns([...outages.entries()], Number(values['at-once']), async ([index, outage]) => {
      const url = await freshDatabase(database.url, `drill_${index}`)
      const result = await drill(outage, options, url).catch(failed)
      report(outage, result, (performance.now() - began) / 1000)
    })
  } finally {
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
  console.log(process.exitCode ? 'promises were broken' : 'every promise was kept')
}

const failed = (error: Error): DrillResult => ({ figures: {} as DrillResult['figures'], violations: [error.message] })

function report(outage: Outage, { figures, violations }: DrillResult, seconds: number): void {
  const text = Object.entries(figures).map(([name, value]) => `${name} ${value}`)
  console.log(`${seconds.toFixed(0).padStart(5)} s  ${nameOf(outage)}: ${text.join(', ')}`)
  for (const violation of violations) console.log(`BROKEN: ${violation}`)
  if (violations.length > 0) process.exitCode = 1
}

async function freshDatabase(server: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
