import { startSandbox } from '@zhuan/wechat-sandbox'
import { sql } from 'kysely'
import { testApp } from '../support/app'
import { manualClock } from '../support/clock'
import { testEnvironment } from '../support/environment'
import { eventually } from '../support/stage'

const account = testEnvironment().wechat

it.each([
  ['safe', 'json'],
  ['safe', 'xml'],
  ['compatible', 'json'],
  ['compatible', 'xml'],
  ['plain', 'json'],
  ['plain', 'xml'],
] as const)('takes what is pushed over HTTP: %s, %s', async (pushMode, pushFormat) => {
  const server = await testApp({
    environment: { wechat: { ...account, pushMode } },
    clock: manualClock(new Date().toISOString()),
  })
  const asked: unknown[] = []
  server.app.server.on('request', request => asked.push(new URL(request.url!, 'http://x').searchParams.get('openid')))
  const address = await server.app.listen({ port: 0, host: '127.0.0.1' })
  const sandbox = await startSandbox({
    port: 0,
    pushUrl: `${address}/wechat/push`,
    pushMode,
    pushFormat,
    pushToken: account.pushToken,
    pushAesKey: account.pushAesKey,
    appId: account.appId,
  })
  await fetch(`${sandbox.url}/sandbox/answers`, {
    method: 'POST',
    body: JSON.stringify({ openid: 'o-1', outcome: { 'tpl-exam': 'accept', 'tpl-registration': 'reject' } }),
  })
  const look = async () => {
    const { rows } = await sql<{ line: string }>`
      select concat_ws(' ', event->>'type', event->>'openid', event->>'templateId', event->>'status') as line
        from push_events`.execute(server.context.database)
    return rows.map(({ line }) => line).sort()
  }
  expect(await eventually(look, lines => lines.length === 2)).toEqual([
    'popup o-1 tpl-exam accept',
    'popup o-1 tpl-registration reject',
  ])
  // The platform page names it for encrypted messages.
  expect(asked).toEqual([pushMode === 'plain' ? null : 'o-1'])
  await sandbox.stop()
  await server.end()
})
