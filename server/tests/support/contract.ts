import type { TSchema } from '@sinclair/typebox'
import { compileCheck, ErrorResponse, type Route, refusalsOf, routes } from '@zhuan/api'
import type { LightMyRequestResponse } from 'fastify'

/** The routes of the contract by their names. */
export const ROUTES: readonly [name: string, route: Route][] = Object.entries<Route>(routes)

const PATTERNS = ROUTES.map(([name, route]) => {
  const path = route.path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')
  return { name, route, pattern: new RegExp(`^${path}$`) }
})
const checks = new Map<TSchema, ReturnType<typeof compileCheck>>()
const isError = compileCheck(ErrorResponse)

/**
 * Holds an answer against what the contract declares for its route: status, body, codes of refusals.
 * @throws when the contract knows nothing of it
 */
export function holdToContract(method: string, url: string, answer: LightMyRequestResponse): void {
  const path = url.split('?', 1)[0]!
  const { statusCode: status } = answer
  const fail = (what: string): never => {
    throw new Error(`${method} ${path} answered ${status} ${answer.body.slice(0, 500)}: ${what}`)
  }
  if (status >= 400 && 'fault' in isError(answer.json())) fail('expected the shape of errors')
  const declared = PATTERNS.find(({ route, pattern }) => route.method === method && pattern.test(path))
  if (!declared) {
    // Other paths are refused; HEAD is GET without its body, and OPTIONS the question of a browser.
    if (status < 400 && method !== 'HEAD' && method !== 'OPTIONS') fail('no route is declared')
    return
  }
  const { name, route } = declared
  if (status >= 400) {
    const { code } = answer.json<ErrorResponse>().error
    const expected = refusalsOf(route)[status] ?? []
    if (!(expected as string[]).includes(code))
      fail(`expected of ${name} one of the codes ${expected.join(', ') || 'of no such status'}`)
    return
  }
  const schema = route.responses[status]
  if (!schema) throw fail(`expected of ${name} one of ${Object.keys(route.responses).join(', ')}`)
  checkBody(schema, answer, fail)
}

function checkBody(schema: TSchema, answer: LightMyRequestResponse, fail: (what: string) => never): void {
  const type = String(answer.headers['content-type'] ?? '')
  if (schema.media) {
    if (!schema.media.some((media: string) => type.startsWith(media))) fail(`found ${type}, expected ${schema.media}`)
    return
  }
  let check = checks.get(schema)
  if (!check) {
    check = compileCheck(schema)
    checks.set(schema, check)
  }
  const checked = check(answer.body === '' ? undefined : answer.json())
  if ('fault' in checked) fail(`${checked.fault.path || 'the body'}: ${checked.fault.message}`)
}
