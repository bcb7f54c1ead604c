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
  getCompiledResult(options: Omit<Sending, 'robot'> & { version: string }): Promise<object>
  upload(options: Sending & { version: string }): Promise<{ subPackageInfo?: { name: string; size: number }[] }>
  preview(options: Sending & { qrcodeFormat: 'terminal' }): Promise<unknown>
}

interface Sending {
  project: object
  desc: string
  /** 1 to 30: under which robot it stands on 公众平台. */
  robot: number
  setting: { useProjectConfig: true }
  onProgressUpdate: (progress: unknown) => void
}

const FOLDER = path.join(ROOT, 'scripts/wechat-ci')
const LONGEST_MS = 15 * 60_000

const versionIn = (file: string): string | undefined =>
  existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined

/** Installs WeChat's uploader into its own folder, unless it is there: at 275 MB it is nothing for `npm ci` of everybody. */
export async function loadWeChatCi(say: (text: string) => void): Promise<WeChatCi> {
  const wanted = JSON.parse(readFileSync(path.join(FOLDER, 'package.json'), 'utf8')).dependencies['miniprogram-ci']
  if (versionIn(path.join(FOLDER, 'node_modules/miniprogram-ci/package.json')) !== wanted) {
    say('Installing miniprogram-ci, 275 MB, once …')
    const { code, output } = await run(
      'npm',
      ['ci', '--prefix', FOLDER, '--ignore-scripts', '--no-audit', '--no-fund'],
      {
        timeout: LONGEST_MS,
      },
    )
    if (code !== 0) throw new Error(`miniprogram-ci cannot be installed:\n${output.slice(-2000)}`)
  }
  return createRequire(path.join(FOLDER, 'package.json'))('miniprogram-ci') as WeChatCi
}

/**
 * Lets WeChat's uploader read and compile a built mini-program without asking WeChat: its checks of app.json, theme, sitemap and pages.
 * @param folder - with its own project.config.json, as Taro writes it
 * @returns what it complains of
 */
export async function compileOffline(ci: WeChatCi, folder: string): Promise<string[]> {
  const project = new ci.Project({
    ...{ appid: 'wx0000000000000000', type: 'miniProgram', projectPath: folder },
    // Nothing is signed, nothing is sent.
    ...{ privateKey: 'none', ignores: ['node_modules/**/*'] },
  })
  project.attr = async () => ci.DefaultProjectAttr
  try {
    const setting = { useProjectConfig: true } as const
    await ci.getCompiledResult({ project, version: '0.0.0', desc: '', setting, onProgressUpdate: () => undefined })
    return []
  } catch (error) {
    return [`miniprogram-ci: ${error instanceof Error ? error.message : String(error)}`]
  }
}
