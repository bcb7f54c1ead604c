import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { ROOT, run } from '../support/processes'

/** What is used of miniprogram-ci. */
export interface WeChatCi {
  Project: new (options: {
    appid: string
    type: 'miniProgram'
    projectPath: string
    privateKeyPath?: string
    privateKey?: string
    ignores: string[]
  }) => { attr?: () => Promise<unknown> }
  /** What it would ask WeChat of the account: sizes that are allowed and the like. */
  DefaultProjectAttr: unknown
  /** 代码质量, as the developer tools show it before an upload. */
  checkCodeQuality(project: object): Promise<QualityResult[]>
  /** @returns what would be uploaded, by path */
  getCompiledResult(options: Omit<Sending, 'robot'> & { version: string }): Promise<Record<string, string | Uint8Array>>
  upload(options: Sending & { version: string }): Promise<{ subPackageInfo?: { name: string; size: number }[] }>
  preview(options: Sending & { qrcodeFormat: 'terminal' }): Promise<unknown>
}

/** One rule of 代码质量. A rule that could not be checked counts as passed there, and has no text. */
export interface QualityResult {
  name: string
  success: boolean
  text?: string
  detail?: unknown
}

/** WeChat's own schemas of configuration files. */
export interface WeChatSchemas {
  schemaValidate(
    schema: SchemaName,
    json: unknown,
  ): { warning: string; error: { errorType: string; errorProperty: string }[] }
}
export type SchemaName = 'app' | 'page' | 'sitemap' | 'theme' | 'projectconfig'

interface Sending {
  project: object
  desc: string
  /** 1 to 30: under which robot it stands on 公众平台. */
  robot: number
  setting: { useProjectConfig: true }
  onProgressUpdate: (progress: unknown) => void
}

/** miniprogram-ci is not here, and cannot be brought. */
export class NotInstalledError extends Error {
  override readonly name = 'NotInstalledError'
}

const FOLDER = path.join(ROOT, 'scripts/wechat-ci')
const LONGEST_MS = 15 * 60_000

const json = (file: string) => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'))

/** Which version this project works with. */
export const wechatCiVersion = (): string => json('package.json').dependencies['miniprogram-ci']

/** npm writes this list when everything else is there: an installation that was interrupted has none. */
function isInstalled(): boolean {
  const list = 'node_modules/.package-lock.json'
  if (!existsSync(path.join(FOLDER, list))) return false
  return json(list).packages['node_modules/miniprogram-ci']?.version === wechatCiVersion()
}

/**
 * Installs WeChat's uploader into its own folder, unless it is there: at 275 MB it is nothing for `npm ci` of everybody.
 * @throws NotInstalledError
 */
export async function installWeChatCi(say: (text: string) => void): Promise<void> {
  if (isInstalled()) return
  say(`Installing WeChat's miniprogram-ci ${wechatCiVersion()} into scripts/wechat-ci, 275 MB, once …`)
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=1', '--loglevel=error']
  const { code, output } = await run('npm', ['ci', '--prefix', FOLDER, ...quiet], { timeout: LONGEST_MS })
  if (code === 0) return
  const reason =
    output.split('\n').find(line => /\b(E[A-Z]{3,}|code|network)\b/.test(line)) ?? output.trim().slice(-300)
  throw new NotInstalledError(
    `miniprogram-ci cannot be installed: ${reason.replace(/^npm (error|ERR!)\s*/, '')}. It comes from npm's registry: is there a network?`,
  )
}

/** What was installed. */
const inFolder = () => createRequire(path.join(FOLDER, 'package.json'))
export const requireWeChatCi = (): WeChatCi => inFolder()('miniprogram-ci')

/** Not part of its interface: the file that its own compiler takes them from. The version is pinned. */
export const requireWeChatSchemas = (): WeChatSchemas =>
  inFolder()('miniprogram-ci/dist/modules/corecompiler/original/validate/schemaValidate')
