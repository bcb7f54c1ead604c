/**
 * @jest-environment node
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')

/** One breach of every rule: the rule, the file that breaks it, what that file imports. */
const BREACHES: [rule: string, from: string, imports: string][] = [
  ['no-circular', 'packages/exam/src/a.ts', './b'],
  ['exam-is-pure', 'packages/exam/src/reads-a-file.ts', 'node:fs'],
  ['exam-is-pure', 'packages/exam/src/plugin.ts', 'dayjs/plugin/timezone'],
  ['exam-is-pure', 'packages/exam/src/other-library.ts', 'kysely'],
  ['exam-is-pure', 'packages/exam/src/contract.ts', '@zhuan/api'],
  ['api-is-a-contract', 'packages/api/src/library.ts', 'kysely'],
  ['api-for-phones', 'packages/api/src/vocabulary.ts', '@sinclair/typebox'],
  ['api-for-phones', 'packages/api/src/record.ts', './schemas/parts'],
  ['api-for-phones', 'packages/api/src/client.ts', './routes'],
  ['src-without-schemas', 'src/stores/all-of-api.ts', '@zhuan/api'],
  ['src-without-schemas', 'src/features/sync/schema.ts', '@sinclair/typebox'],
  ['src-without-schemas', 'src/platform/fetch.ts', '@zhuan/api/fetch-transport'],
  ['packages-by-their-exports', 'server/src/calendar/inside.ts', '../../../packages/exam/src/day'],
  ['packages-by-their-exports', 'server/src/calendar/inside-api.ts', '../../../packages/api/src/schemas/parts'],
  ['src-never-server', 'src/stores/server.ts', '../../server/src/clock'],
  ['server-never-src', 'server/src/clock.ts', '../../src/platform/clock'],
  ['cli-calls-the-server', 'cli/src/audit.ts', '../../server/src/log'],
  ['product-never-tools', 'server/src/operator/sandbox.ts', '@zhuan/wechat-sandbox'],
  ['product-never-tools', 'src/stores/scripts.ts', '../../scripts/start'],
  ['tools-stand-alone', 'packages/wechat-sandbox/src/index.ts', '../../../server/src/log'],
  ['platform-owns-taro', 'src/features/validity/toast.ts', '@tarojs/taro'],
  ['platform-owns-taro', 'src/components/tap.ts', '@tarojs/taro'],
  ['platform-owns-taro', 'src/stores/storage.ts', '@tarojs/taro'],
  ['platform-is-the-floor', 'src/platform/exam.ts', '@zhuan/exam'],
  ['platform-is-the-floor', 'src/platform/store.ts', '../stores/a-store'],
  ['stores', 'src/stores/view.ts', '../components/view'],
  ['words-are-pure', 'src/words/today.ts', '../stores/a-store'],
  ['features-stand-alone', 'src/features/validity/sync.ts', '../sync/use-sync'],
  ['features', 'src/features/validity/page.ts', '@/pages/me/words'],
  ['components-are-domain-free', 'src/components/exam.ts', '@zhuan/exam'],
  ['certificate-in-its-subpackage', 'src/pages/me/guide.ts', '../../features/certificate/guide'],
  ['share-in-its-subpackage', 'src/pages/me/poster.ts', '../../features/share/poster'],
  ['nothing-imports-a-page', 'src/pages/me/other.ts', '../scores/index'],
  ['server-wechat-and-database', 'server/src/database/exam.ts', '@zhuan/exam'],
  ['server-wechat-and-database', 'server/src/wechat/http.ts', '../http/limiter'],
  ['server-floor', 'server/src/wechat/room.ts', '../calendar/ics'],
  ['server-floor', 'server/src/http/room.ts', '../calendar/ics'],
  ['server-floor', 'server/src/context.ts', './calendar/ics'],
  ...['accounts', 'announcements', 'audit', 'deliveries', 'grants', 'inbox', 'operator', 'record'].map(
    (room): [string, string, string] => [`server-room-${room}`, `server/src/${room}/breach.ts`, '../calendar/ics'],
  ),
  ...['background', 'calendar', 'firing', 'reports', 'sending', 'shares', 'subscriptions'].map(
    (room): [string, string, string] => [`server-room-${room}`, `server/src/${room}/breach.ts`, '../operator/codes'],
  ),
]

/** What the borders allow: from → import. */
const ALLOWED: [from: string, imports: string][] = [
  ['packages/exam/src/day.ts', 'dayjs'],
  ['packages/exam/src/uses-day.ts', './day'],
  ['packages/api/src/schemas/parts.ts', '@sinclair/typebox'],
  ['packages/api/src/index.ts', '@zhuan/exam'],
  ['src/stores/record.ts', '@zhuan/api/record'],
  ['src/platform/request.ts', '@zhuan/api/client'],
  ['src/features/sync/words.ts', '@zhuan/api/vocabulary'],
  ['scripts/subscribe.ts', '@zhuan/api/fetch-transport'],
  ['src/platform/clock.ts', '@tarojs/taro'],
  ['src/stores/a-store.ts', '../platform/clock'],
  ['src/features/sync/use-sync.ts', '../../stores/a-store'],
  ['src/features/sync/view.ts', './use-sync'],
  ['src/features/sync/says.ts', '../../words/subjects'],
  ['src/words/marks.ts', '@zhuan/exam'],
  ['src/pages/scores/index.tsx', '@tarojs/taro'],
  ['src/certificate/paper/index.tsx', '../../features/certificate/guide'],
  ['src/pages/scores/uses.ts', '../../features/sync/use-sync'],
  ['server/src/calendar/ics.ts', '@zhuan/exam'],
  ['server/src/calendar/log.ts', '../log'],
  ['cli/src/client.ts', '@zhuan/api'],
  ['server/src/calendar/limits.ts', '../http/limiter'],
  ['server/src/firing/days.ts', '../calendar/ics'],
  ['server/src/compose.ts', './operator/codes'],
]

/** Files that are only imported. */
const TARGETS = [
  ...['server/src/http/limiter.ts', 'server/src/operator/codes.ts'],
  ...['packages/exam/src/index.ts', 'server/src/log.ts', 'src/components/view.ts', 'src/pages/me/words.ts'],
  'src/words/subjects.ts',
  'packages/api/src/fetch-transport.ts',
  'src/features/certificate/guide.ts',
  'src/features/share/poster.ts',
  ...['scripts/start.ts', 'node_modules/kysely/index.js', 'node_modules/@tarojs/taro/index.js'],
  ...[
    'node_modules/dayjs/dayjs.min.js',
    'node_modules/dayjs/plugin/timezone.js',
    'node_modules/@sinclair/typebox/index.js',
  ],
]
const LIBRARIES: Record<string, string> = {
  kysely: 'index.js',
  '@tarojs/taro': 'index.js',
  dayjs: 'dayjs.min.js',
  '@sinclair/typebox': 'index.js',
}

interface Violation {
  rule: { name: string }
  from: string
}

let project: string
let found: Violation[]

function write(file: string, text: string): void {
  const place = path.join(project, file)
  mkdirSync(path.dirname(place), { recursive: true })
  writeFileSync(place, text)
}

const run = (bin: string, args: string[]) =>
  spawnSync(process.execPath, [path.join(ROOT, 'node_modules', bin), ...args], { cwd: project, encoding: 'utf8' })

/** A small project with the layout of this one, every border of which is broken once. */
beforeAll(() => {
  project = mkdtempSync(path.join(os.tmpdir(), 'import-borders-'))
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'biome.json'])
    copyFileSync(path.join(ROOT, file), path.join(project, file))
  for (const file of TARGETS) write(file, 'module.exports = {}\n')
  for (const [name, main] of Object.entries(LIBRARIES))
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main }))
  for (const name of ['exam', 'api', 'wechat-sandbox']) {
    write(
      `packages/${name}/package.json`,
      JSON.stringify({ name: `@zhuan/${name}`, exports: { '.': './src/index.ts', './*': './src/*.ts' } }),
    )
    mkdirSync(path.join(project, 'node_modules/@zhuan'), { recursive: true })
    symlinkSync(path.join(project, 'packages', name), path.join(project, 'node_modules/@zhuan', name))
  }
  write('packages/exam/src/b.ts', "import './a'\n")
  for (const [from, imports] of ALLOWED) write(from, `import '${imports}'\n`)
  for (const [, from, imports] of BREACHES) write(from, `import '${imports}'\n`)

  const { stdout, stderr } = run('dependency-cruiser/bin/dependency-cruise.mjs', [
    ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src', 'packages', 'server', 'cli', 'scripts'],
  ])
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser: expected a report, found ${stdout}${stderr}`)
  found = JSON.parse(stdout).summary.violations
}, 60_000)

afterAll(() => rmSync(project, { recursive: true, force: true }))

test.each(BREACHES)('%s catches %s importing %s', (rule, from) => {
  expect(found.filter(violation => violation.from === from).map(violation => violation.rule.name)).toContain(rule)
})

test.each(ALLOWED)('%s may import %s', from => {
  expect(found.filter(violation => violation.from === from)).toEqual([])
})

test('every rule has its breach here', () => {
  const { forbidden } = jest.requireActual<{ forbidden: { name: string }[] }>('../../.dependency-cruiser.cjs')
  expect([...new Set(BREACHES.map(([rule]) => rule))].sort()).toEqual(forbidden.map(({ name }) => name).sort())
})

test.each([
  ["import { useDidShow } from '@tarojs/taro'\nexport const page = () => useDidShow(() => {})\n", false],
  ["import Taro from '@tarojs/taro'\nexport const page = () => Taro.login()\n", true],
  ["import { login } from '@tarojs/taro'\nexport const page = () => login()\n", true],
])('page files take hooks from Taro and nothing else: %j', (text, refused) => {
  write('src/pages/scores/linted.tsx', text)
  const { stdout, stderr } = run('@biomejs/biome/bin/biome', [
    ...['lint', '--colors=off', '--vcs-enabled=false', 'src/pages/scores/linted.tsx'],
  ])
  const output = stdout + stderr
  expect(output).toContain('Checked 1 file')
  expect(output.includes('noRestrictedImports')).toBe(refused)
})
