import { performance } from 'node:perf_hooks'
import { Registry } from 'prom-client'
import { systemClock } from '../../server/src/clock'
import { createLog } from '../../server/src/log'
import { createWeChatClient } from '../../server/src/wechat/client'
import { testEnvironment } from '../../server/tests/support/environment'

/** What every contender is told by its environment. */
export const settings = {
  databaseUrl: process.env.DATABASE_URL ?? '',
  apiBase: process.env.WECHAT_API_BASE ?? '',
  count: Number(process.env.COUNT),
  concurrency: Number(process.env.CONCURRENCY),
}

export const openidOf = (index: number): string => `bench-${index}`

/** All contenders post the same message through the same client: what differs is only what they do around it. */
export function poster(): (index: number) => Promise<void> {
  const environment = testEnvironment({ sendConcurrency: settings.concurrency })
  environment.wechat.apiBase = settings.apiBase
  const log = createLog({ level: 'warn', secret: environment.sessionSecret })
  const client = createWeChatClient({ environment, clock: systemClock(), log, metrics: new Registry() })
  return async index => {
    const outcome = await client.sendMessage({
      openid: openidOf(index),
      templateId: 'tpl-score-release',
      page: 'pages/progress/index',
      data: { thing1: '2026 年度考试', thing2: '全国', date3: '2026年12月25日' },
    })
    if (outcome.type !== 'answer' || outcome.errcode !== 0) throw new Error(JSON.stringify(outcome))
  }
}

/** Gets ready, says so, waits for the start, and says when it is done. */
export async function compete(prepare: () => Promise<() => Promise<void>>): Promise<void> {
  const drain = await prepare()
  process.stdout.write('ready\n')
  await new Promise(resolve => process.stdin.once('data', resolve))
  const began = performance.now()
  await drain()
  process.stdout.write(`done ${Math.round(performance.now() - began)}\n`)
  process.exit(0)
}
