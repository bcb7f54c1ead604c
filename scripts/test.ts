/**
 * Everything that must hold, in one run: `npm test`, or `npm test -- exam server` for some parts.
 * The last line is `N passed, N failed`; a check by a command counts as one.
 */
import { endTogether } from './support/processes'
import { STEPS } from './testing/steps'

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`

async function main(): Promise<void> {
  endTogether()
  const parts = [...new Set(STEPS.map(step => step.part))]
  const wanted = process.argv.slice(2)
  const unknown = wanted.filter(name => !parts.includes(name))
  if (unknown.length > 0) throw new Error(`unknown part ${unknown.join(', ')}: expected some of ${parts.join(', ')}`)

  await chooseChromium()
  const total = { passed: 0, failed: 0 }
  const summary: string[] = []
  const began = performance.now()
  for (const step of STEPS) {
    if (wanted.length > 0 && !wanted.includes(step.part)) continue
    const stepBegan = performance.now()
    const { passed, failed, failures, note } = await step.run()
    total.passed += passed
    total.failed += failed
    summary.push(...failures.map(failure => `${step.name}: ${failure.split('\n', 1)[0]}`))
    const counted = note ?? (passed + failed === 1 ? '' : `${passed} passed${failed ? `, ${failed} failed` : ''}`)
    console.log(
      `${failed ? '✗' : '✓'} ${step.name}  ${[counted, seconds(performance.now() - stepBegan)].filter(Boolean).join(', ')}`,
    )
    for (const failure of failures) console.log(`${failure.replace(/^/gm, '    ')}\n`)
  }
  if (summary.length > 0) console.log(`\nFailures:\n${summary.map(line => `  ✗ ${line}`).join('\n')}`)
  console.log(`\n${seconds(performance.now() - began)}\n${total.passed} passed, ${total.failed} failed`)
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
