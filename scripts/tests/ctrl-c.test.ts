import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { detectPort } from 'detect-port'
import { readPostmasterFile } from '../../server/src/database/postmaster-file'
import { demoEnvironment } from '../demo/demo-environment'
import { closeTerminals, type InTerminal, isAlive, kill, npmInTerminal } from './support/terminal'

jest.setTimeout(180_000)

let folder: string
let environment: Record<string, string>

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'zhuan-terminal-'))
  // A database that root starts runs as another user, who must be able to come in.
  await chmod(folder, 0o755)
  const [port, sandboxPort, previewPort] = [await detectPort(), await detectPort(), await detectPort()]
  environment = {
    ...demoEnvironment({ port, sandboxUrl: `http://127.0.0.1:${sandboxPort}`, dataDir: path.join(folder, 'data') }),
    PREVIEW_PORT: String(previewPort),
    // Others may be using what lies in dist.
    BUILD_FOLDER: `dist/${path.basename(folder)}`,
  }
})
afterEach(async () => {
  const database = await postgres()
  closeTerminals()
  if (database) kill(database)
  await rm(folder, { recursive: true, force: true })
  await rm(environment.BUILD_FOLDER!, { recursive: true, force: true })
})

/** The PostgreSQL of this test; it has a session of its own, so no terminal and no list of children knows of it. */
const postgres = async (): Promise<number | undefined> =>
  (await readPostmasterFile(path.join(folder, 'data/postgres')))?.pid

/** Everything that runs for a command, its database included. */
async function everything(command: InTerminal): Promise<number[]> {
  const database = await postgres()
  return [...command.processes(), ...(database ? [database] : [])]
}

/** Those that have not ended after a while. */
async function left(processes: number[]): Promise<number[]> {
  for (let look = 0; look < 200 && processes.some(isAlive); look++) await sleep(100)
  return processes.filter(isAlive)
}

const COMMANDS: { name: string; args: string[]; isUp: string; least: number; hasDatabase: boolean }[] = [
  // The builds are still under way then.
  { name: 'npm start', args: ['start'], isUp: '✓ the server answers on', least: 6, hasDatabase: true },
  { name: 'npm run server', args: ['run', 'server'], isUp: '"msg":"ready"', least: 3, hasDatabase: true },
  { name: 'npm run sandbox', args: ['run', 'sandbox'], isUp: 'WeChat stand-in on', least: 2, hasDatabase: false },
]

describe.each(COMMANDS)('$name in a terminal', ({ args, isUp, least, hasDatabase }) => {
  test.each([
    [
      // Each signals npm and the script, and npm hands its own on: up to four signals, and one wish.
      'Ctrl-C, pressed twice in haste,',
      async (command: InTerminal) => {
        command.pressCtrlC()
        await sleep(20)
        command.pressCtrlC()
      },
    ],
    ['SIGTERM to everybody in it', async (command: InTerminal) => command.signalAll('SIGTERM')],
  ])('%s ends everything', async (_name, ask) => {
    const command = npmInTerminal(args, environment)
    await command.says(isUp)
    const running = await everything(command)
    expect(running.length).toBeGreaterThanOrEqual(least)
    expect((await postgres()) !== undefined).toBe(hasDatabase)
    await ask(command)
    await command.ended
    expect(await left(running)).toEqual([])
  })
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends npm run server also while its PostgreSQL starts', async signal => {
  const command = npmInTerminal(['run', 'server'], environment)
  while (!(await postgres())) await sleep(5)
  const running = await everything(command)
  command.signalAll(signal)
  await command.ended
  expect(await left(running)).toEqual([])
})

test('a second Ctrl-C a second later does not wait for a server whose database does not end', async () => {
  const command = npmInTerminal(['run', 'server'], environment)
  await command.says('"msg":"ready"')
  process.kill((await postgres())!, 'SIGSTOP')
  command.pressCtrlC()
  await command.says('"msg":"stopping"')
  await sleep(1_000)
  command.pressCtrlC()
  await command.ended
  expect(command.output()).not.toContain('"msg":"stopped"')
})
