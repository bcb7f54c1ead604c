import path from 'node:path'
import { DEMONSTRATION } from '@zhuan/wechat-sandbox'

/** Known to everybody: good on this machine only, where nothing real is at stake. */
export const DEMO_OPERATOR_TOKEN = 'demonstration-operator'

const ROOT = path.resolve(__dirname, '../..')

interface DemoPlaces {
  /** Port of the server. */
  port: number
  /** `http://127.0.0.1:<port>` of the stand-in. */
  sandboxUrl: string
  dataDir?: string
}

/** The variables of stand-in and server on one machine; an announcement can be taken back for 10 seconds. */
export function demoEnvironment({
  port,
  sandboxUrl,
  dataDir = process.env.DATA_DIR || path.join(ROOT, '.data'),
}: DemoPlaces): Record<string, string> {
  return {
    PORT: String(port),
    SANDBOX_PORT: new URL(sandboxUrl).port,
    PUSH_URL: `http://127.0.0.1:${port}/wechat/push`,
    WECHAT_API_BASE: sandboxUrl,
    WECHAT_APPID: DEMONSTRATION.appId,
    WECHAT_SECRET: DEMONSTRATION.secret,
    WECHAT_PUSH_TOKEN: DEMONSTRATION.pushToken,
    WECHAT_PUSH_AES_KEY: DEMONSTRATION.pushAesKey,
    WECHAT_PUSH_MODE: 'safe',
    SESSION_SECRET: 'demonstration-session-secret-of-more-than-32-bytes',
    OPERATOR_TOKEN: DEMO_OPERATOR_TOKEN,
    REMINDER_TEMPLATES: path.join(ROOT, 'server/reminder-templates.demo.json'),
    DATA_DIR: dataDir,
    UNDO_SECONDS: '10',
  }
}
