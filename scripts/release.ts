/**
 * Builds the mini-program and hands it to WeChat by its own miniprogram-ci: `npm run upload` as a 开发版本, with version and notes from
 * CHANGELOG.md; `npm run preview:weapp` as a code to be scanned. Key and AppID come from the environment (docs/launch/upload.md).
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readRelease } from './release/changelog'
import { explainRefusal, readNeeds } from './release/needs'
import { installWeChatCi, requireWeChatCi } from './release/wechat-ci'
import { reviewFindings, uploaderFindings, walkingFindings } from './review/check'
import { endTogether, ROOT, run } from './support/processes'
import { buildTaro } from './support/taro-build'

const ROBOT = 1

/** What a build is made of, and what says which one it is. */
const SOURCES = [
  ...['src', 'packages', 'config', 'babel.config.js', 'tsconfig.json', 'project.config.json'],
  ...['package.json', 'package-lock.json', 'CHANGELOG.md'],
]

/** @throws Error when some of it is not committed: a version that is online must be found again */
async function checkCommitted(): Promise<void> {
  const { code, output } = await run('git', ['status', '--porcelain', '--', ...SOURCES])
  if (code !== 0) return console.log('This is no git repository: nobody can tell later what was uploaded.')
  const changed = output.trim()
  if (changed !== '') throw new Error(`not uploaded, commit these first:\n${changed}`)
}

/** @throws Error with every finding: what a reviewer rejects is not uploaded */
async function checkReview(folder: string): Promise<void> {
  const { TARO_APP_OWNER: owner = '', TARO_APP_CONTACT: contact = '' } = process.env
  const faults = reviewFindings(folder, { owner, contact }, console.log)
  faults.push(...(await uploaderFindings(folder, console.log)))
  // Takes minutes: only where nothing else is wrong.
  if (faults.length === 0) faults.push(...(await walkingFindings(folder, console.log)))
  if (faults.length > 0) throw new Error(`not uploaded:\n${faults.map(fault => `✗ ${fault}`).join('\n')}`)
}

/** What WeChat's uploader answers, with what to do about it. */
const explained = <T>(sent: Promise<T>): Promise<T> =>
  sent.catch(error => {
    throw new Error(explainRefusal(error instanceof Error ? error.message : String(error)))
  })

async function main(): Promise<void> {
  endTogether()
  const [command, ...rest] = process.argv.slice(2)
  if (command !== 'upload' && command !== 'preview')
    throw new Error(`${command} is unknown: expected upload or preview`)
  if (rest.length > 0) throw new Error(`${rest.join(' ')} is unknown: everything is said by the environment`)
  const { appId, keyPath } = readNeeds(command, process.env)
  const release = command === 'upload' ? readRelease(readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8')) : undefined
  if (release) await checkCommitted()
  await installWeChatCi(console.log)
  console.log(release ? `Building ${release.version} …` : 'Building …')
  const { folder, ok, complaints } = await buildTaro('weapp')
  if (!ok) throw new Error(complaints)
  if (release) await checkReview(folder)

  const ci = requireWeChatCi()
  const project = new ci.Project({
    // What was built and looked at, and nothing beside it.
    ...{ appid: appId, type: 'miniProgram', projectPath: folder, privateKeyPath: path.resolve(keyPath) },
    ignores: ['node_modules/**/*'],
  })
  const sending = {
    ...{ project, robot: ROBOT, setting: { useProjectConfig: true } as const },
    desc: release?.notes ?? 'preview',
    onProgressUpdate: (progress: unknown) => {
      if (typeof progress === 'string') console.log(progress)
    },
  }
  if (!release) {
    await explained(ci.preview({ ...sending, qrcodeFormat: 'terminal' }))
    return
  }
  const { subPackageInfo = [] } = await explained(ci.upload({ ...sending, version: release.version }))
  for (const { name, size } of subPackageInfo) console.log(`${name}: ${size} bytes`)
  console.log(`Uploaded ${release.version}. Next: 公众平台 → 版本管理 (docs/launch/upload.md).`)
}

main().then(
  // WeChat's uploader leaves processes behind that would keep this one.
  () => process.exit(0),
  error => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)
