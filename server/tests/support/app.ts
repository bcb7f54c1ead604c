import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { buildApp } from '../../src/app'
import { composeRoutes } from '../../src/compose'
import { HttpError } from '../../src/errors'
import { type TestContext, testContext } from './context'
import { holdToContract } from './contract'

/** Calls the API as one person; without a body or token it leaves them out. */
export type Call = (
  method: string,
  url: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<LightMyRequestResponse>

export interface TestApp {
  context: TestContext
  app: FastifyInstance
  /** Calls without a session. */
  call: Call
  /** Logs a person in, and calls as that person. */
  as(openid: string): Promise<Call & { token: string }>
  end(): Promise<void>
}

/**
 * The whole server on a database of its own, called through `inject`; each answer is held against the contract. Here a login code is the openid itself after
 * `code-of-`, each good once; logins through the real client and the stand-in have their own tests.
 */
export async function testApp(changes: Parameters<typeof testContext>[0] = {}): Promise<TestApp> {
  const used = new Set<string>()
  const wechat = {
    exchangeCode: async (code: string) => {
      if (!code.startsWith('code-of-') || used.has(code))
        throw new HttpError(401, 'code-refused', 'WeChat refused the code')
      used.add(code)
      return { openid: code.slice('code-of-'.length).split('#')[0]! }
    },
    codeImage: async () => Buffer.from('89504e470d0a1a0a', 'hex'),
  } as unknown as TestContext['wechat']
  const context = await testContext({ wechat, ...changes })
  const app = await buildApp(context, composeRoutes(context))

  const caller =
    (token?: string): Call =>
    async (method, url, body, headers = {}) => {
      const answer = await app.inject({
        method: method as 'GET',
        url,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      holdToContract(method, url, answer)
      return answer
    }

  let logins = 0
  return {
    context,
    app,
    call: caller(),
    async as(openid) {
      const answer = await caller()('POST', '/v1/session', { code: `code-of-${openid}#${logins++}` })
      if (answer.statusCode !== 200) throw new Error(`${openid} cannot log in: ${answer.body}`)
      const { token } = answer.json<{ token: string }>()
      return Object.assign(caller(token), { token })
    },
    async end() {
      await app.close()
      await context.end()
    },
  }
}
