import { Writable } from 'node:stream'
import { Registry } from 'prom-client'
import { createLog } from '../../../src/log'
import { createWeChatClient, type WeChatClient } from '../../../src/wechat/client'
import type { Timeouts } from '../../../src/wechat/connection'
import { type ManualClock, manualClock } from '../../support/clock'
import { testEnvironment } from '../../support/environment'

export interface TestClient {
  client: WeChatClient
  clock: ManualClock
  metrics: Registry
  /** Every line that was logged so far. */
  logged: string[]
  end(): Promise<void>
}

/** Known to nobody but the client: tests look for it where it must not be. */
export const SECRET = 'the-very-secret-of-the-app'

/** A real client in front of whatever answers at `apiBase`. */
export function testClient(
  apiBase: string,
  options: {
    timeouts?: Partial<Timeouts>
    secret?: string
    concurrency?: number
    version?: 'release' | 'trial' | 'develop'
  } = {},
): TestClient {
  const base = testEnvironment()
  const clock = manualClock()
  const metrics = new Registry()
  const logged: string[] = []
  const destination = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk))
      done()
    },
  })
  const client = createWeChatClient({
    environment: {
      sendConcurrency: options.concurrency ?? 20,
      wechat: { ...base.wechat, apiBase, secret: options.secret ?? SECRET, version: options.version ?? 'release' },
    },
    clock,
    metrics,
    log: createLog({ level: 'trace', secret: base.sessionSecret, destination }),
    timeouts: options.timeouts,
  })
  return { client, clock, metrics, logged, end: () => client.close() }
}

export const message = (openid: string, templateId = 'tpl-score-release') => ({
  openid,
  templateId,
  page: 'pages/progress/index',
  data: { thing1: '2026 年度考试', thing2: '西藏', date3: '2026年12月25日' },
})
