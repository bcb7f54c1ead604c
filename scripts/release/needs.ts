import { readFileSync } from 'node:fs'

export type Command = 'upload' | 'preview'

export interface Needs {
  appId: string
  keyPath: string
}

const APP_ID = /^wx[0-9a-f]{16}$/
/** What an upload is built with; a preview may do without. */
const OF_A_RELEASE = ['TARO_APP_API_BASE', 'TARO_APP_OWNER', 'TARO_APP_CONTACT']

/**
 * What the environment has to say before anything is built.
 * @throws Error that lists everything that is missing or wrong
 */
export function readNeeds(command: Command, environment: Readonly<Record<string, string | undefined>>): Needs {
  const value = (name: string): string => (environment[name] ?? '').trim()
  const appId = value('WECHAT_APPID')
  const keyPath = value('WECHAT_UPLOAD_KEY')
  const faults: string[] = []
  if (!APP_ID.test(appId)) faults.push(`WECHAT_APPID is "${appId}", expected wx and 16 digits or letters a–f`)
  if (keyPath === '')
    faults.push(
      'WECHAT_UPLOAD_KEY is not set: the path of the key from 公众平台 → 开发管理 → 开发设置 → 小程序代码上传',
    )
  else faults.push(...keyFaults(keyPath))
  if (command === 'upload')
    faults.push(
      ...OF_A_RELEASE.filter(name => value(name) === '').map(name => `${name} is not set: it goes into the build`),
    )
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return { appId, keyPath }
}

function keyFaults(keyPath: string): string[] {
  try {
    return /-----BEGIN (RSA )?PRIVATE KEY-----/.test(readFileSync(keyPath, 'utf8'))
      ? []
      : [`WECHAT_UPLOAD_KEY: ${keyPath} holds no private key`]
  } catch (error) {
    return [`WECHAT_UPLOAD_KEY: ${keyPath} cannot be read: ${(error as Error).message}`]
  }
}
