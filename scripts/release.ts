/**
 * Builds the mini-program and hands it to WeChat by its own miniprogram-ci: `npm run upload` as a 开发版本, with version and notes from
 * CHANGELOG.md; `npm run preview:weapp` as a code to be scanned. Key and AppID come from the environment (docs/launch/upload.md).
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readRelease } from './release/changelog'
import { type Command, readNeeds } from './release/needs'
import { loadWeChatCi } from './release/wechat-ci'
import { readBuilt } from './review/built'
import { findings, RULES_OF_A_RELEASE, RULES_OF_EVERY_BUILD } from './review/rules'
import { endTogether, ROOT } from './support/processes'
import { buildTaro } from './support/taro-build'

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')
const ROBOT = 1

/** @throws Error with every finding: what a reviewer rejects is not uploaded */
function checkReview(folder: string): void {
  const guide = read('docs/launch/privacy-guide.md')
  const { TARO_APP_OWNER: owner = '', TARO_APP_CONTACT: contact = '' } = process.env
  const faults = findings(readBuilt(folder, { guide, owner, contact }), [
    ...RULES_OF_A_RELEASE,
    ...RULES_OF_EVERY_BUILD,
  ])
  if (faults.length > 0) throw new Error(`not uploaded:\n${faults.join('\n')}`)
}

async function main(): Promise<void> {
  endTogether()
  const [command] = process.argv.slice(2)
  if (command !== 'upload' && command !== 'preview')
    throw new Error(`${command} is unknown: expected upload or preview`)
  const { appId, keyPath } = readNeeds(command satisfies Command, process.env)
  const release = command === 'upload' ? readRelease(read('CHANGELOG.md')) : undefined
  const { folder, ok, complaints } = await buildTaro('weapp')
  if (!ok) throw new Error(complaints)
  if (release) checkReview(folder)

  const ci = await loadWeChatCi(console.log)
  const project = new ci.Project({
    ...{ appid: appId, type: 'miniProgram', projectPath: ROOT, privateKeyPath: path.resolve(keyPath) },
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
    await ci.preview({ ...sending, qrcodeFormat: 'terminal' })
    return
  }
  const { subPackageInfo = [] } = await ci.upload({ ...sending, version: release.version })
  for (const { name, size } of subPackageInfo) console.log(`${name}: ${size} bytes`)
  console.log(`Uploaded ${release.version}. Next: 公众平台 → 版本管理 (docs/launch/upload.md).`)
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
