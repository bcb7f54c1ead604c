import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'

export type Command = 'upload' | 'preview'

export interface Needs {
  appId: string
  keyPath: string
}

type Value = (name: string) => string

const APP_ID = /^wx[0-9a-f]{16}$/
const BARE_ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|\[.*\]|localhost)$/
/** What stands in documentation and in `npm run check:review` where nobody has said it yet. */
const PLACEHOLDER = /[<>…]|未填写|^(your|owner|contact)\b/i
const RESERVED_DOMAIN = /(^|\.)(example(\.(com|org|net|cn))?|test|invalid|local)$/

/**
 * What the environment has to say before anything is built. A preview may do without what goes into a release.
 * @throws Error that lists everything that is missing or wrong
 */
export function readNeeds(command: Command, environment: Readonly<Record<string, string | undefined>>): Needs {
  const value: Value = name => (environment[name] ?? '').trim()
  const [appId, keyPath] = [value('WECHAT_APPID'), value('WECHAT_UPLOAD_KEY')]
  const faults = [...appIdFaults(appId), ...keyFaults(keyPath)]
  if (command === 'upload')
    faults.push(
      ...addressFaults(value),
      ...imprintFaults('TARO_APP_OWNER', value),
      ...imprintFaults('TARO_APP_CONTACT', value),
    )
  if (faults.length > 0) throw new Error(`${faults.join('\n')}\n(docs/launch/upload.md)`)
  return { appId, keyPath }
}

function appIdFaults(appId: string): string[] {
  if (appId === '') return ['WECHAT_APPID is not set: 公众平台 → 开发管理 → 开发设置 → AppID']
  return APP_ID.test(appId) ? [] : [`WECHAT_APPID is "${appId}", expected wx and 16 digits or letters a–f`]
}

function keyFaults(keyPath: string): string[] {
  if (keyPath === '')
    return ['WECHAT_UPLOAD_KEY is not set: the path of the key from 公众平台 → 开发管理 → 开发设置 → 小程序代码上传']
  let text: string
  try {
    text = readFileSync(keyPath, 'utf8')
  } catch (error) {
    return [`WECHAT_UPLOAD_KEY: ${keyPath} cannot be read: ${(error as Error).message}`]
  }
  try {
    createPrivateKey(text)
    return []
  } catch {
    return [`WECHAT_UPLOAD_KEY: ${keyPath} holds no private key that can be read: download it again`]
  }
}

function addressFaults(value: Value): string[] {
  const base = value('TARO_APP_API_BASE')
  if (base === '') return ['TARO_APP_API_BASE is not set: the address of the server goes into the build']
  const fault = (expected: string) => [`TARO_APP_API_BASE is "${base}", expected ${expected}`]
  if (!URL.canParse(base)) return fault('an address such as https://api.zhuan.cn')
  const { protocol, hostname, pathname, search, hash } = new URL(base)
  if (protocol !== 'https:') return fault('https: WeChat asks nothing else')
  if (BARE_ADDRESS.test(hostname)) return fault('a domain that is filed: WeChat takes no bare address')
  if (RESERVED_DOMAIN.test(hostname)) return fault('a domain of yours')
  return pathname === '/' && search === '' && hash === '' ? [] : fault('nothing after the name of the host')
}

function imprintFaults(name: string, value: Value): string[] {
  const words = value(name)
  if (words === '') return [`${name} is not set: 隐私说明 and 使用条款 name it`]
  return PLACEHOLDER.test(words) ? [`${name} is "${words}", which is a placeholder: 隐私说明 and 使用条款 name it`] : []
}

/** What to do about what WeChat's uploader answers, as far as it is known. */
const REFUSALS: [pattern: RegExp, hint: string][] = [
  [
    /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET/,
    'WeChat cannot be reached: is there a network? Nothing was uploaded.',
  ],
  [
    /invalid ip/i,
    'Enter this address in the IP 白名单 of 小程序代码上传, or switch it off there. Nothing was uploaded.',
  ],
]

/** @returns the message, with a sentence on what to do where there is one */
export function explainRefusal(message: string): string {
  const hint = REFUSALS.find(([pattern]) => pattern.test(message))?.[1]
  return hint ? `${message}\n${hint}` : message
}
