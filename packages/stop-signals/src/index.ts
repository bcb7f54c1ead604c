/** The signals that ask a process to leave, with the exit code that a shell expects after each: 128 and its number. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

/** Long enough for npm to hand a signal on while the machine is busy, short enough for a person who means it. */
const TOGETHER_MS = 500

/**
 * Calls `stop` at the first Ctrl-C, SIGTERM or SIGHUP; `stop` ends the process when it is done.
 *
 * Signals within half a second of the first are the same one: a terminal signals npm as well as the script that npm
 * runs, and npm hands its own on to the script. A later one means "do not wait", and the process exits at once.
 * @param stop - is given the exit code that belongs to the signal
 */
export function stopOnSignal(stop: (signal: NodeJS.Signals, exitCode: number) => void): void {
  let phase: 'running' | 'just-asked' | 'stopping' = 'running'
  for (const [signal, exitCode] of Object.entries(EXIT_CODES) as [NodeJS.Signals, number][])
    process.on(signal, () => {
      if (phase === 'stopping') process.exit(exitCode)
      if (phase === 'just-asked') return
      phase = 'just-asked'
      // The extra turn delivers what came while the process was too busy to look, before the half second counts as over.
      setTimeout(() => setImmediate(() => (phase = 'stopping')), TOGETHER_MS).unref()
      stop(signal, exitCode)
    })
}
