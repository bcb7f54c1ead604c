import { type Answer, ApiError, type ApiRequest, type ApiResponse, addressOf, createClient } from '../src/client'
import { APP_ENDPOINTS, OPERATOR_ENDPOINTS } from '../src/vocabulary'

const ok: ApiResponse = { status: 200, headers: {}, body: { revision: 0, entries: [] } }

/** A client whose requests are written down and answered in turn. */
function recorded(...answers: ApiResponse[]) {
  const requests: ApiRequest[] = []
  const call = createClient({ ...APP_ENDPOINTS, ...OPERATOR_ENDPOINTS }, async request => {
    requests.push(request)
    return answers.shift() ?? ok
  })
  return { call, requests }
}

const refusal = async (run: Promise<unknown>): Promise<ApiError> => {
  const error = await run.then(
    () => undefined,
    thrown => thrown,
  )
  expect(error).toBeInstanceOf(ApiError)
  return error
}

test('a call becomes a request: ids in the path, query, token and JSON', async () => {
  const { call, requests } = recorded()
  await call('getRecord', { query: { since: 7 }, token: 'a.b' })
  await call('syncRecord', { body: { since: 7, entries: [] } })
  await call('resumeTemplate', { params: { id: 'a/b c' }, headers: { 'x-a': '1' } })
  await call('getTemplates')
  expect(requests).toEqual([
    { method: 'GET', path: '/v1/record', query: { since: 7 }, headers: { authorization: 'Bearer a.b' } },
    {
      method: 'POST',
      path: '/v1/record',
      headers: { 'content-type': 'application/json' },
      body: { since: 7, entries: [] },
    },
    { method: 'POST', path: '/operator/v1/templates/a%2Fb%20c/resume', headers: { 'x-a': '1' } },
    { method: 'GET', path: '/v1/templates', headers: {} },
  ])
})

test('answers are told apart by their status', async () => {
  const body = { id: null, recipients: 3, state: 'dry-run' }
  const { call } = recorded({ status: 200, headers: { 'send-after': '2026-12-25T10:01:00Z' }, body })
  const answer: Answer<'announce'> = await call('announce', {
    body: { kind: 'score-release', examYear: 2026, region: null, source: 'https://example.org', dryRun: true },
  })
  if (answer.status !== 200) throw new Error(`a dry run, answered ${answer.body.sendAfter}`)
  expect(answer.body.state).toBe('dry-run')
  expect(answer.headers['send-after']).toBe('2026-12-25T10:01:00Z')
})

test('a refusal is an error with its code, place and headers', async () => {
  const body = { error: { code: 'missing-field', message: 'x is missing', path: 'reminders[0].examYear' } }
  const { call } = recorded({ status: 422, headers: { 'retry-after': '2' }, body })
  expect(await refusal(call('getReminders'))).toMatchObject({
    name: 'ApiError',
    status: 422,
    code: 'missing-field',
    message: 'x is missing',
    path: 'reminders[0].examYear',
    headers: { 'retry-after': '2' },
  })
})

test.each([
  ['a page of a proxy', '<h1>Bad Gateway</h1>', '<h1>Bad Gateway</h1>'],
  ['nothing', undefined, 'undefined'],
  ['JSON of another shape', { message: 'no' }, '[object Object]'],
  ['null', null, 'null'],
])('an error that is not of the server is told by its status: %s', async (_what, body, message) => {
  const { call } = recorded({ status: 502, headers: {}, body })
  expect(await refusal(call('getReminders'))).toMatchObject({ status: 502, code: 'http-502', message })
})

test('where there is no answer, the error is that of whatever carries the request', async () => {
  const call = createClient(APP_ENDPOINTS, async () => {
    throw new TypeError('no network')
  })
  await expect(call('getTemplates')).rejects.toThrow(new TypeError('no network'))
})

test('an address leaves out what is undefined and encodes the rest', () => {
  expect(addressOf({ path: '/v1/calendar', query: { examYear: 2026, region: '西藏', more: undefined } })).toBe(
    '/v1/calendar?examYear=2026&region=%E8%A5%BF%E8%97%8F',
  )
  expect(addressOf({ path: '/v1/record', query: { since: undefined } })).toBe('/v1/record')
  expect(addressOf({ path: '/v1/me' })).toBe('/v1/me')
})

test('what a route needs is asked for when the code is compiled', () => {
  const { call } = recorded()
  const wrong = () => [
    // @ts-expect-error an id is needed
    call('cancelReminder'),
    // @ts-expect-error an exam year is needed
    call('getCalendar', { query: { region: '西藏' } }),
    // @ts-expect-error no kind of reminder is called so
    call('subscribe', { body: { acceptanceId: '', acceptedAt: '', outcome: {}, reminders: [{ kind: 'payment' }] } }),
    // @ts-expect-error no route is called so
    call('getEverything'),
    // @ts-expect-error the mini-program does not carry the operator's routes
    createClient(APP_ENDPOINTS, async () => ok)('getAudit'),
  ]
  expect(wrong).toBeInstanceOf(Function)
})
