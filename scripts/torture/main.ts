/**
 * `npm run torture`: everybody is told once, whatever is killed. Real processes, real PostgreSQL, WeChat's stand-in
 * slow and failing. Prints the figures and the bound of what may stay unconfirmed; exits with 1 when a promise is broken.
 *
 * Smaller: --candidates 2000 --kills 5 --kill-every 2. WeChat never tells what became of messages: --drop-events. An
 * external PostgreSQL: --database-url postgres://… [--restart-command "systemctl restart postgresql"].
 */
import { readOptions } from './options'
import { torture } from './run'

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const began = performance.now()
  const say = (text: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${text}`)
  const { figures, bound, unconfirmed, violations } = await torture(options, say)
  console.log('')
  for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(32)}${String(value).padStart(8)}`)
  console.log(
    `\nunconfirmed ${unconfirmed}, bound ${bound} (worker kills × ${options.concurrency} + posts without an answer of people with several grants)`,
  )
  for (const violation of violations) console.log(`BROKEN: ${violation}`)
  console.log(violations.length === 0 ? 'every promise was kept' : `${violations.length} promise(s) broken`)
  if (violations.length > 0) process.exitCode = 1
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
