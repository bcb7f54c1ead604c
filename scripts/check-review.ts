/**
 * What WeChat's reviewers would reject, found before they do: `npm run check:review` builds with TARO_APP_API_BASE, TARO_APP_OWNER
 * and TARO_APP_CONTACT and looks; `npm run check:review -- --built` looks at dist/weapp, built with the same variables. With `--ci`
 * WeChat's own uploader compiles it, too, without asking WeChat; it is installed for that.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { compileOffline, loadWeChatCi } from './release/wechat-ci'
import { readBuilt } from './review/built'
import { findings, RULES_OF_A_RELEASE, RULES_OF_EVERY_BUILD } from './review/rules'
import { endTogether, ROOT } from './support/processes'
import { buildTaro } from './support/taro-build'
import { compileAsWeChat, HAS_COMPILERS } from './testing/wechat-compilers'

/** So that everything else can be checked while there is no server yet. */
const PLACEHOLDERS = {
  TARO_APP_API_BASE: 'https://api.example.com',
  TARO_APP_OWNER: '未填写的运营者',
  TARO_APP_CONTACT: '未填写的联系方式',
}
type Variable = keyof typeof PLACEHOLDERS
const VARIABLES = Object.keys(PLACEHOLDERS) as Variable[]

const given = (name: Variable): string => (process.env[name] ?? '').trim()

/** @returns the folder that was built */
async function build(missing: Variable[]): Promise<string> {
  process.env.BUILD_FOLDER = 'dist/review'
  const placeholders = Object.fromEntries(missing.map(name => [name, PLACEHOLDERS[name]]))
  const { folder, ok, complaints } = await buildTaro('weapp', placeholders)
  if (!ok) throw new Error(complaints)
  return folder
}

async function main(): Promise<void> {
  endTogether()
  const options = process.argv.slice(2)
  const unknown = options.filter(option => option !== '--built' && option !== '--ci')
  if (unknown.length > 0) throw new Error(`${unknown.join(' ')} is unknown: expected nothing, --built or --ci`)
  const isBuilt = options.includes('--built')
  const missing = VARIABLES.filter(name => given(name) === '')
  const folder = isBuilt ? path.join(ROOT, 'dist/weapp') : await build(missing)
  const told = (name: Variable) => given(name) || (isBuilt ? '' : PLACEHOLDERS[name])
  const built = readBuilt(folder, {
    guide: readFileSync(path.join(ROOT, 'docs/launch/privacy-guide.md'), 'utf8'),
    owner: told('TARO_APP_OWNER'),
    contact: told('TARO_APP_CONTACT'),
  })
  const rules = [...RULES_OF_A_RELEASE, ...RULES_OF_EVERY_BUILD]
  const faults = findings(built, rules)
  if (HAS_COMPILERS) faults.push(...compileAsWeChat(folder))
  else console.log(`WeChat has no compilers for ${process.platform} ${process.arch}: not run`)
  if (options.includes('--ci')) faults.push(...(await compileOffline(await loadWeChatCi(console.log), folder)))
  for (const fault of faults) console.log(`✗ ${fault}`)
  if (missing.length > 0 && !isBuilt)
    console.log(`Built with placeholders for ${missing.join(', ')}: this build is for looking at, not for uploading.`)
  console.log(faults.length === 0 ? `${rules.length} rules, no finding` : `${faults.length} findings`)
  // WeChat's uploader leaves processes behind that would keep this one.
  process.exit(faults.length === 0 ? 0 : 1)
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
