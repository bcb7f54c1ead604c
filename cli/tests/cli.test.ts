import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isQuiet } from '../../server/src/quiet-hours'
import { type TestApp, testApp } from '../../server/tests/support/app'
import { OPERATOR_TOKEN } from '../../server/tests/support/environment'
import { afterQuietHours } from '../src/china-time'
import { operatorClient } from '../src/client'
import { runCommand } from '../src/program'

jest.setTimeout(60_000)

let app: TestApp
let server: string
let folder: string

beforeAll(async () => {
  app = await testApp({
    wechat: { codeImage: async () => Buffer.from('89504e470d0a', 'hex') } as never,
  })
  server = await app.app.listen({ port: 0, host: '127.0.0.1' })
  folder = await mkdtemp(join(tmpdir(), 'zhuan-cli-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await app.end()
})

async function run(line: string, agrees = false, token = OPERATOR_TOKEN): Promise<string> {
  const printed: string[] = []
  const terminal = { print: (text: string) => printed.push(text) && undefined, confirm: async () => agrees }
  await runCommand(line.split(' '), elsewhere => operatorClient(elsewhere ?? server, token), terminal as never)
  return printed.join('\n')
}

const ANNOUNCE = 'announce score-release --year 2026 --region 西藏 --source https://example.org/notice'

it('shows the number before anything happens, and does nothing without a yes', async () => {
  expect(await run(`${ANNOUNCE} --dry-run`)).toBe('score-release 2026 西藏 (2026-11-23): 0 recipients')
  expect(await run(ANNOUNCE)).toMatch(/0 recipients\nnothing was announced$/)
  expect(await run('list')).toBe('nothing is announced')
})

describe('at night', () => {
  const announced = (printed: string) => /announced as (\S+);/.exec(printed)![1]
  beforeAll(() => app.context.clock.set('2026-12-24T20:59:30+08:00'))
  afterAll(() => app.context.clock.set('2026-11-23T10:00:00+08:00'))

  it('says before and after asking when sending really begins, and how to begin at once', async () => {
    const asked = await run(`${ANNOUNCE} --dry-run`)
    expect(asked).toContain(
      'sending would begin 2026-12-25T08:00:00+08:00, as nothing is sent from 21:00 to 08:00 China time; --urgent sends',
    )
    const done = await run(ANNOUNCE, true)
    expect(done).toContain(asked)
    expect(done).toContain('sending begins 2026-12-25T08:00:00+08:00, as nothing is sent from 21:00 to 08:00')
    expect(done).toContain('cancel it and announce it with --urgent')
    await run(`cancel ${announced(done)}`)
  })

  it('says of what is urgent that it begins at once, in the time of China', async () => {
    const done = await run(`${ANNOUNCE} --urgent`, true)
    expect(done).toContain('sending begins 2026-12-24T21:00:30+08:00\n')
    expect(done).not.toContain('--urgent')
    await run(`cancel ${announced(done)}`)
    expect(await run('audit')).toContain('2026-12-24T20:59:30+08:00  operator  announcement.cancelled')
  })

  it('knows the quiet hours that the server keeps', () => {
    for (let minute = 0; minute < 24 * 60; minute++) {
      const instant = new Date(Date.parse('2026-12-24T00:00:00+08:00') + minute * 60_000)
      const begins = afterQuietHours(instant)
      expect(begins > instant).toBe(isQuiet(instant))
      expect(isQuiet(begins)).toBe(false)
      if (begins > instant) expect(isQuiet(new Date(begins.getTime() - 1))).toBe(true)
    }
  })
})

it.each([
  [
    'exam --start 2027-10-23 --end 2027-10-24',
    '(2027-10-23 to 2027-10-24)',
    'fire at 10:00 on the day before the first',
  ],
  ['admission-ticket --start 2027-10-18', '(2027-10-18)', 'fire at 10:00 on the first day'],
  ['payment --start 2027-07-05 --time 17:00', '(2027-07-05 17:00)', 'only the calendar moves'],
])('shows the days before it asks, and says that nobody is told now: %s', async (what, days, remark) => {
  const line = `announce ${what} --year 2027 --source https://example.org/notice`
  expect(await run(line)).toContain(`${what.split(' ')[0]} 2027 全国 ${days}: 0 recipients\nnobody is told`)
  const done = await run(line, true)
  expect(done).toContain(remark)
  expect(done).toContain('; the calendar moves 2026-11-23T10:01:00+08:00')
  const [, id] = /announced as (\S+);/.exec(done)!
  expect(await run(`show ${id}`)).toContain(days)
  await run(`cancel ${id}`)
})

it('says of registration that people are told now, and later ones on its first day', async () => {
  const line = 'announce registration --year 2027 --start 2027-07-05 --source https://example.org/notice --dry-run'
  expect(await run(line)).toContain('those who ask for it later are reminded at 10:00 on the first day')
})

it.each(['exam', 'admission-ticket', 'registration', 'payment'])(
  'announces no %s without its first day, nor asks the server, which would take today',
  async kind => {
    const before = await run('audit')
    for (const last of ['--yes', '--dry-run'])
      await expect(run(`announce ${kind} --year 2027 --source https://example.org/notice ${last}`)).rejects.toThrow(
        `--start is missing: ${kind} is announced ahead, and today would become its official day`,
      )
    expect(await run('audit')).toBe(before)
  },
)

it('announces, shows, corrects and cancels', async () => {
  const [, id] = /announced as (\S+);/.exec(await run(ANNOUNCE, true))!
  expect(await run(`show ${id}`)).toContain('scheduled  score-release 2026 西藏')
  await expect(run(`${ANNOUNCE} --yes`)).rejects.toThrow('already announced')
  expect(await run(`correct ${id} --start 2026-12-26`)).toContain('2026-12-26')
  expect(await run(`correct ${id} --end 2026-12-27 --time 09:00`)).toContain('(2026-12-26 to 2026-12-27 09:00)')
  await expect(run(`correct ${id} --time 10:00 --no-time`)).rejects.toThrow(
    '--time and --no-time contradict each other',
  )
  expect(await run(`correct ${id} --no-time`)).toContain('(2026-12-26 to 2026-12-27)')
  expect(await run(`correct ${id} --no-end`)).toContain('(2026-12-26)')
  expect(await run(`cancel ${id}`)).toContain('cancelled')
  expect(await run('audit')).toContain('announcement.cancelled')
  expect(await run('unconfirmed')).toBe('nothing is unconfirmed')
})

it('does not pretend to cancel what everybody has been told', async () => {
  const line = 'announce post-review --year 2026 --source https://example.org/notice'
  const [, id] = /announced as (\S+);/.exec(await run(line, true))!
  // As the workers would have left it.
  const { pool } = app.context
  await pool.query(`update announcements set state = 'done', fan_out_done = true, recipients = 1 where id = $1`, [id])
  await pool.query(`insert into announcement_tallies (announcement_id, state, count) values ($1, 'sent', 1)`, [id])
  const before = (await run('audit')).split('\n').length
  await expect(run(`cancel ${id}`)).rejects.toThrow(
    /^nothing was cancelled, it is over:\n.*done .*1 recipients: 1 sent$/,
  )
  const entries = (await run('audit')).split('\n')
  expect(entries).toHaveLength(before + 1)
  expect(entries[0]).toContain(`announcement.cancel-too-late  ${id}`)
  expect(await run(`show ${id}`)).toContain('done')
})

it('saves a code, and lists it with what came of it', async () => {
  expect(await run('codes')).toBe('no code was made')
  const file = join(folder, 'code.png')
  expect(await run(`code --scene 54 --page pages/progress/index --out ${file}`)).toContain('image/png')
  expect((await readFile(file)).toString('hex')).toBe('89504e470d0a')
})

it('counts the scans of a code', async () => {
  const opened = await app.app.inject({ method: 'POST', url: '/v1/scans', payload: { scene: '54' } })
  expect(opened.statusCode).toBe(204)
  expect(await run('codes')).toMatch(/^54 {2}pages\/progress\/index {2}made \S+ {2}1 scans {2}0 subscriptions$/)
})

it('says in a sentence that a code cannot be saved', async () => {
  const nowhere = join(folder, 'no-folder', 'code.png')
  const command = `code --scene 54 --page pages/progress/index --out ${nowhere}`
  await expect(run(command)).rejects.toMatchObject({ code: 'cannot-write', message: expect.stringContaining(nowhere) })
})

it.each([
  ['announce', 'the kind is missing'],
  ['announce score-release --year twenty', '--year is twenty'],
  ['announce score-release --year 2026', '--source is missing'],
  ['dance', 'there is no command dance'],
  ['show', 'the id is missing'],
])('explains what is wrong with: %s', async (line, message) => {
  await expect(run(line)).rejects.toThrow(message)
})

it.each([
  [
    'announce score-release 西藏 --year 2026 --source https://x --yes',
    'announce does not understand "西藏", expected only the kind before the options: did you mean --region 西藏?',
  ],
  [
    'announce score-release 2026 --year 2026 --source https://x --yes',
    'announce does not understand "2026", expected only the kind',
  ],
  ['cancel 1 2 3', 'cancel does not understand "2" "3", expected only the id before the options'],
  ['list 2026', 'list does not understand "2026", expected options only'],
  ['list --yes', 'list does not understand --yes'],
  ['cancel 1 --dry-run', 'cancel does not understand --dry-run'],
  ['announce score-release --reigon 西藏 --year 2026', 'does not understand --reigon\n(Did you mean --region?)'],
  [
    'correct 1 --region 西藏 --year 2027',
    'correct cannot change --region and --year: cancel the announcement and make',
  ],
  ['correct 1 --urgent', 'correct cannot change --urgent: cancel'],
  ['announce exam --year 2026 --region 西藏 --region 重庆', '--region is said twice: 西藏 and 重庆'],
  ['correct 1 --start --end 2026-12-27', '--start is missing its value: --end looks like the next option'],
  ['correct 1 --start', '--start is missing its value'],
  ['correct 1 --no-end --end 2026-12-27', '--end and --no-end contradict each other'],
])('does nothing of a command that it understands only in part: %s', async (line, message) => {
  const before = await run('audit')
  await expect(run(line)).rejects.toThrow(message)
  expect(await run('audit')).toBe(before)
})

it('sends all of an announcement again only after it has shown the number and the risk', async () => {
  const [, id] = /announced as (\S+);/.exec(
    await run('announce e-certificate --year 2026 --source https://e.org', true),
  )!
  expect(await run(`resend --announcement ${id}`)).toBe('nothing of it is unconfirmed')
  await app.context.pool.query(
    `insert into deliveries (reminder_id, announcement_id, openid, template_id, state, attempted_at)
     values (9001, $1, 'doubt', 'tpl-e-certificate', 'unconfirmed', now())`,
    [id],
  )
  const shown = '1 unconfirmed; up to 0 people can get it twice, the others at most once'
  expect(await run(`resend --announcement ${id}`)).toBe(`${shown}\nnothing was sent again`)
  expect(await run(`resend --announcement ${id}`, true)).toContain('1 will be sent again')
  expect(await run('audit')).toContain('announcement.resent')
  await expect(run(`resend 9001 --announcement ${id}`)).rejects.toThrow('not both')
  await expect(run('resend')).rejects.toThrow('the id is missing')
})

it('says so when the token is wrong or nobody answers', async () => {
  await expect(run('list', false, 'wrong')).rejects.toThrow('GET /announcements: expected the header')
  await expect(run('audit --server http://127.0.0.1:9')).rejects.toThrow('no server answers at http://127.0.0.1:9')
  await expect(run('--what')).rejects.toThrow('--what')
})

it('shows the help of all commands, or of one', async () => {
  const all = await run('help')
  for (const command of [
    'announce',
    'list',
    'show',
    'correct',
    'cancel',
    'unconfirmed',
    'resend',
    'resume',
    'audit',
    'code',
    'codes',
  ])
    expect(all).toMatch(new RegExp(`^  ${command} `, 'm'))
  for (const line of ['help correct', 'correct --help']) {
    expect(await run(line)).toContain('--no-end')
    expect(await run(line)).toContain('--server')
  }
  await expect(run('correct')).rejects.toThrow(/^the id is missing\n\nUsage: npm run operator -- correct /)
})
