/**
 * Everything that must hold, in one run: `npm test`, or `npm test -- exam server` for some parts.
 * The last line is `N passed, N failed`; a check by a command counts as one.
 */
import { endTogether } from './support/processes'
import type { Tell } from './testing/step'
import { GROUPS } from './testing/steps'

async function main(): Promise<void> {
  endTogether()
  const parts = [...new Set(GROUPS.flatMap(group => group.parts))]
  const wanted = process.argv.slice(2)
  const unknown = wanted.filter(name => !parts.includes(name))
  if (unknown.length > 0) throw new Error(`unknown part ${unknown.join(', ')}: expected some of ${parts.join(', ')}`)

  await chooseChromium()
  const total = { passed: 0, failed: 0 }
  const summary: string[] = []
  const began = performance.now()
  const tell: Tell = (name, { passed, failed, failures, note }, seconds) => {
    total.passed += passed
    total.failed += failed
    summary.push(...failures.map(failure => `${name}: ${failure.split('\n', 1)[0]}`))
    const counted = note ?? (passed + failed === 1 ? '' : `${passed} passed${failed ? `, ${failed} failed` : ''}`)
    const took = seconds === undefined ? '' : `${seconds.toFixed(1)} s`
    console.log(`${failed ? '✗' : '✓'} ${name}  ${[counted, took].filter(Boolean).join(', ')}`)
    for (const failure of failures) console.log(`${failure.replace(/^/gm, '    ')}\n`)
  }
  for (const group of GROUPS) await group.run(part => wanted.length === 0 || wanted.includes(part), tell)
  if (summary.length > 0) console.log(`\nFailures:\n${summary.map(line => `  ✗ ${line}`).join('\n')}`)
  const took = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`\n${took} s\n${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
}

/** Looks for Chromium once, so that no two workers unpack one at the same time. */
async function chooseChromium(): Promise<void> {
  const { findChromium } = await import('@zhuan/weapp-runner')
  await findChromium().then(
    found => {
      process.env.CHROMIUM_PATH = found
    },
    // The tests that need one say so by failing.
    error => console.log(String(error.message)),
  )
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
