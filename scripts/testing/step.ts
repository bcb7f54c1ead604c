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

/** Called when a step has ended. @param seconds - that it took, where it can be told */
export type Tell = (name: string, outcome: Outcome, seconds?: number) => void

/** What may run at the same time; the next group begins when all of it has ended. */
export interface Group {
  parts: string[]
  /** Runs what belongs to the wanted parts. */
  run(wanted: (part: string) => boolean, tell: Tell): Promise<void>
}

/** Steps that do not disturb each other: as many at once as the machine has cores, for each keeps one busy. */
export const together = (...steps: Step[]): Group => ({
  parts: steps.map(({ part }) => part),
  run: async (wanted, tell) => {
    const left = steps.filter(({ part }) => wanted(part))
    const lane = async () => {
      for (let step = left.shift(); step !== undefined; step = left.shift()) {
        const began = performance.now()
        const outcome = await step.run()
        tell(step.name, outcome, (performance.now() - began) / 1000)
      }
    }
    await Promise.all(Array.from({ length: CORES }, lane))
  },
})

/** Of the smallest machine that this has to run on. */
export const CORES = 2

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
