import { REMINDER_KINDS } from '@zhuan/api'
import type { Environment } from '../../src/environment'
import { addressList } from '../../src/http/addresses'
import type { ReminderTemplates } from '../../src/reminder-templates'

export const OPERATOR_TOKEN = 'operator-token-for-tests'

/** A complete environment without faults; tests change what they are about. */
export function testEnvironment(changes: Partial<Environment> = {}): Environment {
  return {
    role: 'all',
    port: 0,
    databaseUrl: undefined,
    dataDir: '.data',
    publicUrl: undefined,
    logLevel: 'silent',
    sessionSecret: 'a-session-secret-for-tests-of-32-bytes',
    host: undefined,
    admin: undefined,
    isTrustedProxy: addressList('loopback', () => undefined),
    accessLog: false,
    operators: [{ name: 'operator', token: OPERATOR_TOKEN }],
    clockOffsetSeconds: 0,
    sendConcurrency: 100,
    sendRatePerSecond: 1000,
    undoSeconds: 60,
    unconfirmedRetrySeconds: 600,
    templates: testTemplates(),
    wechat: {
      appId: 'wx0000000000000001',
      secret: 'wechat-app-secret-for-tests',
      apiBase: 'http://127.0.0.1:9',
      pushToken: 'push-token-for-tests',
      pushAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
      pushMode: 'safe',
      version: 'release',
    },
    ...changes,
  }
}

/** One template for each kind, named `tpl-<kind>`. */
export function testTemplates(): ReminderTemplates {
  return Object.fromEntries(
    REMINDER_KINDS.map(kind => [
      kind,
      {
        templateId: `tpl-${kind}`,
        page: 'pages/progress/index',
        data: { thing1: '{examYear} 年度考试', thing2: '{region}', date3: '{date}' },
      },
    ]),
  )
}
