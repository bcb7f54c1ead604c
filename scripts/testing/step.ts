import { bin, run } from '../support/processes'

export interface Outcome {
  passed: number
  failed: number
  /** One text a failure: what, where, what was found. */
  failures: string[]
  /** What is worth saying beside the counts. */
  note?: string
}

export interface Step {
  /** What `npm test -- <part>` calls the group that this step belongs to. */
  part: string
  name: string
  run(): Promise<Outcome>
}

export const PASSED: Outcome = { passed: 1, failed: 0, failures: [] }
export const failed = (text: string): Outcome => ({ passed: 0, failed: 1, failures: [text.trim()] })

const LONGEST_MS = 10 * 60_000
const LAST_CHARACTERS = 6000

/** A command of a dependency that counts as one test: it passes with exit code 0. */
export const check = (part: string, name: string, file: string, args: string[]): Step => ({
  part,
  name,
  run: async () => {
    const { code, output, timedOut } = await run(process.execPath, [bin(file), ...args], { timeout: LONGEST_MS })
    return code === 0 ? PASSED : failed(timedOut ? `took longer than ${LONGEST_MS} ms` : output.slice(-LAST_CHARACTERS))
  },
})
