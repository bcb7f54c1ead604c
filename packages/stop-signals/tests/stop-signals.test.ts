import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

jest.setTimeout(60_000)

const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

async function neverStops(busyMilliseconds = 0) {
  const file = path.join(__dirname, 'support/never-stops.ts')
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', file, String(busyMilliseconds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(child)
  let output = ''
  let exitCode: number | null | undefined
  child.stdout.on('data', text => {
    output += text
  })
  const ended = once(child, 'exit').then(([code]) => {
    exitCode = code
    return code
  })
  const says = async (text: string) => {
    while (!output.includes(text)) {
      if (exitCode !== undefined) throw new Error(`ended with ${exitCode} before it said "${text}": ${output}`)
      await sleep(10)
    }
  }
  await says('up')
  return { child, ended, says, output: () => output }
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s and what comes with it are one; the same a second later does not wait', async (signal, exitCode) => {
  const { child, ended, says, output } = await neverStops()
  child.kill(signal)
  // Of signals that are both waiting, the system delivers the one with the smaller number first.
  await says('asked')
  child.kill('SIGINT')
  child.kill('SIGTERM')
  await says('still stopping')
  expect(output()).toBe(`up\nasked by ${signal}, would end with ${exitCode}\nstill stopping\n`)
  child.kill(signal)
  expect(await ended).toBe(exitCode)
})

test('a signal that came with the first counts as the same, though the process was too busy to look', async () => {
  const { child, says, output } = await neverStops(1_000)
  child.kill('SIGINT')
  await says('asked')
  child.kill('SIGTERM')
  await says('still stopping')
  expect(output().match(/asked/g)).toHaveLength(1)
})
