/**
 * `npm run torture`: everybody is told once, whatever is killed. Real processes, real PostgreSQL, WeChat's stand-in
 * slow and failing. Prints the figures and the bound of what may stay unconfirmed; exits with 1 when a promise is broken.
 * Smaller: --candidates 2000 --kills 5 --kill-every 2; --help lists the options.
 */
import { readOptions, type TortureOptions, USAGE } from './options'
import { torture } from './run'

async function main(): Promise<void> {
  const options = parse(process.argv.slice(2))
  if (options === undefined) return
  const began = performance.now()
  const say = (text: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${text}`)
  const { figures, ambiguity, violations } = await torture(options, say)
  console.log('')
  for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(32)}${String(value).padStart(8)}`)
  const { unconfirmed, bound, singleUnexplained } = ambiguity
  const byKills = Number(figures['worker kills']) * options.concurrency
  console.log(
    `\nunconfirmed ${unconfirmed}, bound ${bound} (worker kills × ${options.concurrency} + posts without an answer of people with several grants)`,
  )
  console.log(`of people with one grant and less than two such posts ${singleUnexplained}, bound ${byKills}`)
  for (const name of options.without) console.log(`NOT CHECKED: ${name}`)
  for (const violation of violations) console.log(`BROKEN: ${violation}`)
  console.log(violations.length === 0 ? 'every promise was kept' : `${violations.length} promise(s) broken`)
  if (violations.length > 0) process.exitCode = 1
}

/** Without options there is nothing to do: help was asked for, or the fault has been told. */
function parse(argv: string[]): TortureOptions | undefined {
  if (argv.includes('--help')) {
    console.log(USAGE)
    return undefined
  }
  try {
    return readOptions(argv)
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`)
    process.exitCode = 1
    return undefined
  }
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
