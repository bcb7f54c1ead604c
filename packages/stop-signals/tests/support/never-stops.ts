import { stopOnSignal } from '@zhuan/stop-signals'

/** A process that says what it is asked and never ends by itself; its argument says how long it is then too busy to look. */
const busyMilliseconds = Number(process.argv[2] ?? 0)

setInterval(() => {}, 60_000)
stopOnSignal((signal, exitCode) => {
  process.stdout.write(`asked by ${signal}, would end with ${exitCode}\n`)
  const until = performance.now() + busyMilliseconds
  while (performance.now() < until);
  setTimeout(() => process.stdout.write('still stopping\n'), 800)
})
process.stdout.write('up\n')
