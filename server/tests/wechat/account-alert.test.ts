import { type RunningSandbox, startSandbox } from '@zhuan/wechat-sandbox'
import { readAudit } from '../../src/audit/audit'
import { reportAccount } from '../../src/compose'
import { createWeChatClient, type WeChatClient } from '../../src/wechat/client'
import { type TestContext, testContext } from '../support/context'
import { testEnvironment } from '../support/environment'

let context: TestContext
let sandbox: RunningSandbox
const clients: WeChatClient[] = []

beforeAll(async () => {
  const { appId, secret } = testEnvironment().wechat
  sandbox = await startSandbox({ port: 0, appId, secret })
  context = await testContext()
})
afterAll(async () => {
  for (const client of clients) await client.close()
  await sandbox.stop()
  await context.end()
})

const told = async () => (await readAudit(context.database)).filter(({ action }) => action === 'account-refused')
const raised = () => context.database.selectFrom('alerts').select('key').execute()

/** Asks for a token so many times in one process, and waits until everything is told. */
async function ask(secret: string, times = 1): Promise<void> {
  const { environment } = context
  const client = createWeChatClient({
    ...context,
    environment: { ...environment, wechat: { ...environment.wechat, apiBase: sandbox.url, secret } },
    onAccount: refusal => reportAccount(context, refusal),
  })
  for (let i = 0; i < times; i++) await client.listTemplates().catch(error => expect(error.errcode).toBe(40125))
  await client.close()
}

it('the operator is told once that WeChat refuses the account, until it gives out a token again', async () => {
  await ask('wrong', 3)
  // Another process, or the same one restarted.
  await ask('wrong')
  expect(await told()).toEqual([
    expect.objectContaining({
      actor: 'system',
      subject: 'stable_token',
      details: expect.objectContaining({ errcode: 40125 }),
    }),
  ])
  await ask(context.environment.wechat.secret)
  expect(await raised()).toEqual([])
  await ask('wrong')
  expect(await told()).toHaveLength(2)
})

it('is told again when the database was away the first time, and not of what is nobody’s fault', async () => {
  await context.pool.query('delete from alerts')
  const told: (number | undefined)[] = []
  let isAway = true
  const client = createWeChatClient({
    ...context,
    environment: {
      ...context.environment,
      wechat: { ...context.environment.wechat, apiBase: sandbox.url, secret: 'x' },
    },
    onAccount: async refusal => {
      told.push(refusal?.errcode)
      if (isAway) throw new Error('away')
    },
  })
  clients.push(client)
  for (isAway of [true, false, false]) await expect(client.listTemplates()).rejects.toThrow('40125')
  expect(told).toEqual([40125, 40125])
  const nowhere = createWeChatClient({
    ...context,
    environment: { ...context.environment, wechat: { ...context.environment.wechat, apiBase: 'http://127.0.0.1:9' } },
    onAccount: async refusal => {
      told.push(refusal?.errcode)
    },
  })
  clients.push(nowhere)
  await expect(nowhere.listTemplates()).rejects.toThrow('no answer')
  expect(told).toHaveLength(2)
})
