import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { HAS_WECHAT_COMPILERS, startBrowser } from '@zhuan/weapp-runner'
import { installWeChatCi, wechatCiVersion } from '../release/wechat-ci'
import { ROOT, run } from '../support/processes'
import { compileAsWeChat } from '../testing/wechat-compilers'
import { readBuilt } from './built'
import { findings, RULES_OF_A_RELEASE, RULES_OF_EVERY_BUILD } from './rules'
import { walkProduct } from './walk/product'
import { findingsOf, WALKING_RULES } from './walk/rules'
import type { Looked } from './wechat-check'

type Say = (text: string) => void
const LONGEST_MS = 10 * 60_000

/**
 * Everything that a reviewer of WeChat rejects, as far as files show it, and what WeChat's compilers do not take.
 * @param folder - the built mini-program
 * @param told - owner and contact that it was built with
 */
export function reviewFindings(folder: string, told: { owner: string; contact: string }, say: Say): string[] {
  const guide = readFileSync(path.join(ROOT, 'docs/launch/privacy-guide.md'), 'utf8')
  const rules = [...RULES_OF_A_RELEASE, ...RULES_OF_EVERY_BUILD]
  const faults = findings(readBuilt(folder, { guide, ...told }), rules)
  say(`${rules.length} rules of what reviewers reject`)
  if (!HAS_WECHAT_COMPILERS) say(`not run: WeChat has no compilers for ${process.platform} ${process.arch}`)
  return [...faults, ...(HAS_WECHAT_COMPILERS ? compileAsWeChat(folder) : [])]
}

/** What only tapping everything shows of what a reviewer rejects. Takes minutes. */
export async function walkingFindings(folder: string, say: Say): Promise<string[]> {
  say(`${WALKING_RULES.length} rules by tapping everything`)
  const browser = await startBrowser()
  try {
    const walks = await walkProduct(folder, { browser, thorough: true })
    const taps = [...walks.agreeing, walks.refusing, ...(walks.more ?? [])].reduce(
      (sum, { tapped }) => sum + tapped.length,
      0,
    )
    say(`${taps} taps`)
    return findingsOf(walks)
  } finally {
    await browser.close()
  }
}

/**
 * What WeChat's own uploader says of a built mini-program: its schemas, its rules of code quality, its compilation and the sizes
 * of what it would upload. WeChat is not asked anything about an account.
 * @param folder - with its own project.config.json, as Taro writes it
 * @throws NotInstalledError where it can neither be found nor brought
 */
export async function uploaderFindings(folder: string, say: Say): Promise<string[]> {
  await installWeChatCi(say)
  const own = mkdtempSync(path.join(os.tmpdir(), 'check-review-'))
  try {
    const result = path.join(own, 'looked.json')
    const script = path.join(ROOT, 'scripts/review/wechat-check.ts')
    const { code, output } = await run(process.execPath, ['--import', 'tsx', script, folder, result], {
      timeout: LONGEST_MS,
    })
    if (code !== 0) return [`miniprogram-ci does not run here:\n${output.slice(-2000)}`]
    const looked: Looked = JSON.parse(readFileSync(result, 'utf8'))
    for (const note of looked.notes) say(`miniprogram-ci ${wechatCiVersion()}: ${note}`)
    return looked.findings
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}
