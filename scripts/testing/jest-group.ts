import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { bin, type Finished, ROOT, run } from '../support/processes'
import { failed, type Group, type Outcome } from './step'

/** For tests that set none: a busy machine is slow, not wrong. */
const TEST_TIMEOUT_MS = '60000'
const LONGEST_MS = 20 * 60_000
const LAST_CHARACTERS = 4000

/** What `count-reporter.cjs` writes down, by the project's name. */
type Report = Record<string, Outcome & { leftOut: number; seconds: number; files: Record<string, number> }>

/** A project of `jest.config.ts`. */
interface Project {
  name: string
  /** What `npm test -- <part>` calls it; its own name when absent. */
  part?: string
  /** What the summary calls it; its own name when absent. */
  title?: string
}

/**
 * Projects that share one run of Jest: while the tests of one wait, those of another work, and nothing is started twice.
 * @param workers - more than there are cores where tests wait more than they work
 */
export const jest = (workers: number, projects: Project[], env: Record<string, string> = {}): Group => ({
  parts: projects.map(({ name, part = name }) => part),
  run: async (wanted, tell) => {
    const chosen = projects.filter(({ name, part = name }) => wanted(part))
    if (chosen.length === 0) return
    const scratch = mkdtempSync(path.join(os.tmpdir(), 'zhuan-jest-'))
    const reportFile = path.join(scratch, 'report.json')
    const args = [
      '--ci',
      ...['--maxWorkers', String(workers)],
      ...['--testTimeout', TEST_TIMEOUT_MS],
      ...['--reporters', 'default', '--reporters', path.join(__dirname, 'count-reporter.cjs')],
      ...['--selectProjects', ...chosen.map(({ name }) => name)],
    ]
    try {
      const finished = await run(process.execPath, [bin('jest/bin/jest.js'), ...args], {
        env: { ...env, EXAM_ZONES: 'all', COUNT_REPORT: reportFile },
        timeout: LONGEST_MS,
      })
      const report: Report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : {}
      for (const { name, title = name } of chosen)
        tell(`${title} tests`, outcomeOf(report, name, finished), report[name]?.seconds)
      tellLongest(report)
      const rest = unsaid(finished, report)
      if (rest) tell('Jest', rest)
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  },
})

/** So that whoever adds to the slowest files sees it: the whole run has 15 minutes. */
function tellLongest(report: Report): void {
  const files = Object.values(report).flatMap(({ files }) => Object.entries(files))
  const longest = files.sort(([, one], [, other]) => other - one).slice(0, 5)
  const named = longest.map(([file, seconds]) => `${path.relative(ROOT, file)} ${seconds.toFixed(0)} s`)
  console.log(`  longest: ${named.join(', ')}`)
}

/** A test that was left out is a failure too, and so is a project of which nothing ran. */
function outcomeOf(report: Report, name: string, { timedOut, output }: Finished): Outcome {
  const project = report[name]
  if (!project)
    return failed(
      `${timedOut ? `took longer than ${LONGEST_MS} ms` : 'no test ran'}\n${output.slice(-LAST_CHARACTERS)}`,
    )
  const { passed, leftOut } = project
  const failures = project.failures.map(failure => failure.replaceAll(`${ROOT}${path.sep}`, ''))
  if (leftOut > 0) failures.push(`${leftOut} tests are skipped: a test runs or it goes`)
  return { passed, failed: failures.length, failures }
}

/** What is wrong with the run and with no test of it. */
function unsaid({ code, leftovers, timedOut, output }: Finished, report: Report): Outcome | undefined {
  const failures = [
    ...(leftovers ? ['the tests left processes behind, which had to be killed'] : []),
    ...(code !== 0 && !timedOut && Object.values(report).every(project => project.failed + project.leftOut === 0)
      ? [`ended with ${code}\n${output.slice(-LAST_CHARACTERS)}`]
      : []),
  ]
  return failures.length === 0 ? undefined : { passed: 0, failed: failures.length, failures }
}
