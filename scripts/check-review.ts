/**
 * What WeChat's reviewers would reject, found before they do: `npm run check:review` builds with TARO_APP_API_BASE, TARO_APP_OWNER
 * and TARO_APP_CONTACT and looks; `npm run check:review -- --built` looks at dist/weapp, built with the same variables. WeChat's own
 * uploader looks, too, without asking WeChat; it is installed for that, `--without-ci` leaves it out. Last everything is tapped, which
 * takes minutes; `--without-taps` leaves that out.
 */
import path from 'node:path'
import { NotInstalledError } from './release/wechat-ci'
import { reviewFindings, uploaderFindings, walkingFindings } from './review/check'
import { endTogether, ROOT } from './support/processes'
import { buildTaro } from './support/taro-build'

/** So that everything else can be checked while there is no server yet. */
const PLACEHOLDERS = {
  TARO_APP_API_BASE: 'https://api.example.com',
  TARO_APP_OWNER: '未填写的运营者',
  TARO_APP_CONTACT: '未填写的联系方式',
}
type Variable = keyof typeof PLACEHOLDERS
const VARIABLES = Object.keys(PLACEHOLDERS) as Variable[]
const OPTIONS = ['--built', '--without-ci', '--without-taps']

const given = (name: Variable): string => (process.env[name] ?? '').trim()

/** @returns the folder that was built */
async function build(missing: Variable[]): Promise<string> {
  process.env.BUILD_FOLDER = 'dist/review'
  const placeholders = Object.fromEntries(missing.map(name => [name, PLACEHOLDERS[name]]))
  const { folder, ok, complaints } = await buildTaro('weapp', placeholders)
  if (!ok) throw new Error(complaints)
  return folder
}

/** Without a network everything else is still worth knowing. */
async function askUploader(folder: string, unchecked: string[]): Promise<string[]> {
  try {
    return await uploaderFindings(folder, console.log)
  } catch (error) {
    if (!(error instanceof NotInstalledError)) throw error
    console.log(error.message)
    unchecked.push("schemas, code quality and sizes by WeChat's uploader")
    return []
  }
}

async function main(): Promise<void> {
  endTogether()
  const options = process.argv.slice(2)
  const unknown = options.filter(option => !OPTIONS.includes(option))
  if (unknown.length > 0) throw new Error(`${unknown.join(' ')} is unknown: expected nothing or ${OPTIONS.join(', ')}`)
  const isBuilt = options.includes('--built')
  const missing = VARIABLES.filter(name => given(name) === '')
  const folder = isBuilt ? path.join(ROOT, 'dist/weapp') : await build(missing)
  const told = (name: Variable) => given(name) || (isBuilt ? '' : PLACEHOLDERS[name])
  const imprint = { owner: told('TARO_APP_OWNER'), contact: told('TARO_APP_CONTACT') }
  const unchecked: string[] = []
  const faults = reviewFindings(folder, imprint, console.log)
  if (options.includes('--without-ci')) unchecked.push("schemas, code quality and sizes by WeChat's uploader")
  else faults.push(...(await askUploader(folder, unchecked)))
  if (options.includes('--without-taps')) unchecked.push('every button')
  else faults.push(...(await walkingFindings(folder, console.log)))
  for (const fault of faults) console.log(`✗ ${fault}`)
  if (missing.length > 0 && !isBuilt)
    console.log(`Built with placeholders for ${missing.join(', ')}: this build is for looking at, not for uploading.`)
  for (const what of unchecked) console.log(`Not checked: ${what}`)
  console.log(faults.length === 0 ? 'no finding' : `${faults.length} finding${faults.length === 1 ? '' : 's'}`)
  process.exit(faults.length === 0 ? 0 : 1)
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
