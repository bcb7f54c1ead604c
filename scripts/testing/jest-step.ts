import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { bin, type Finished, ROOT, run } from '../support/processes'
import { failed, type Outcome, type Step } from './step'

/** The part of Jest's `--json` report that is counted here. */
interface JestReport {
  numPassedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: {
    name: string
    message: string
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[]
  }[]
}

const WORKERS = 2
/** For tests that set none: a busy machine is slow, not wrong. */
const TEST_TIMEOUT_MS = '60000'
const LONGEST_MS = 10 * 60_000
const LAST_CHARACTERS = 4000

/** Counts a report; a file that could not run and a test that was left out are failures too. */
function count(report: JestReport): Outcome {
  const failures: string[] = []
  for (const { name, message, assertionResults } of report.testResults) {
    const file = path.relative(ROOT, name)
    const broken = assertionResults.filter(test => test.status === 'failed')
    for (const test of broken)
      failures.push(`${file} › ${test.fullName}\n${test.failureMessages.join('\n').slice(0, LAST_CHARACTERS)}`)
    if (broken.length === 0 && assertionResults.length === 0)
      failures.push(`${file}\n${message.slice(0, LAST_CHARACTERS)}`)
  }
  const leftOut = report.numPendingTests + report.numTodoTests
  if (leftOut > 0) failures.push(`${leftOut} tests are skipped: a test runs or it goes`)
  return { passed: report.numPassedTests, failed: failures.length, failures }
}

function judge(finished: Finished, reportFile: string): Outcome {
  if (finished.timedOut) return failed(`took longer than ${LONGEST_MS} ms\n${finished.output.slice(-LAST_CHARACTERS)}`)
  if (!existsSync(reportFile)) return failed(`Jest wrote no report\n${finished.output.slice(-LAST_CHARACTERS)}`)
  const outcome = count(JSON.parse(readFileSync(reportFile, 'utf8')))
  const unsaid = [
    ...(finished.code !== 0 && outcome.failed === 0
      ? [`Jest ended with ${finished.code}\n${finished.output.slice(-LAST_CHARACTERS)}`]
      : []),
    ...(finished.leftovers ? ['the tests left processes behind, which had to be killed'] : []),
  ]
  return { ...outcome, failed: outcome.failed + unsaid.length, failures: [...outcome.failures, ...unsaid] }
}

interface JestOptions {
  name?: string
  /** What the step belongs to when not to the project. */
  part?: string
  env?: Record<string, string>
  /** More than the machine has cores, where tests wait more than they work. */
  workers?: number
}

/** One project of `jest.config.ts`. */
export const jest = (
  project: string,
  { name = project, part = project, env, workers = WORKERS }: JestOptions = {},
): Step => ({
  part,
  name: `${name} tests`,
  run: async () => {
    const scratch = mkdtempSync(path.join(os.tmpdir(), 'zhuan-jest-'))
    const report = path.join(scratch, 'report.json')
    const args = [
      '--selectProjects',
      project,
      '--ci',
      '-w',
      String(workers),
      '--testTimeout',
      TEST_TIMEOUT_MS,
      '--json',
      '--outputFile',
      report,
    ]
    try {
      return judge(
        await run(process.execPath, [bin('jest/bin/jest.js'), ...args], { env, timeout: LONGEST_MS }),
        report,
      )
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  },
})
