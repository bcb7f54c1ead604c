import fc from 'fast-check'
import { isSignedFor, newToken, parseToken } from '../../src/http/session-tokens'

const SECRET = 'a-session-secret-of-more-than-32-bytes'
const anna = { id: '7', openid: 'anna' }
const expiresAt = Date.UTC(2026, 11, 23)
const token = newToken(anna, expiresAt, SECRET)

test('a token says whose it is, and until when', () => {
  expect(parseToken(token)).toEqual({
    accountId: '7',
    sessionId: expect.stringMatching(/^[\da-f-]{36}$/),
    expiresAt,
    signature: expect.stringMatching(/^[\w-]{43}$/),
  })
})

test('it is good for its person and secret only, and no two are the same', () => {
  const parsed = parseToken(token)!
  expect(isSignedFor('anna', parsed, SECRET)).toBe(true)
  // Who has the number later, should numbers be given out again.
  expect(isSignedFor('berta', parsed, SECRET)).toBe(false)
  expect(isSignedFor('anna', parsed, `${SECRET}!`)).toBe(false)
  expect(newToken(anna, expiresAt, SECRET)).not.toBe(token)
})

test.each([
  ['another person', { accountId: '8' }],
  ['another session', { sessionId: '00000000-0000-4000-8000-000000000000' }],
  ['more time', { expiresAt: expiresAt + 1 }],
])('%s is not what was signed', (_what, change) => {
  expect(isSignedFor('anna', { ...parseToken(token)!, ...change }, SECRET)).toBe(false)
})

test('no changed character leaves it genuine', () => {
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...'0123456789abcdef-._AZ'), (at, character) => {
      const changed = token.slice(0, at) + character + token.slice(at + 1)
      const parsed = parseToken(changed)
      expect(changed === token || !parsed || !isSignedFor('anna', parsed, SECRET)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['a number too large for PostgreSQL', token.replace(/^7/, '9'.repeat(19))],
  ['a number with a zero before it', token.replace(/^7/, '07')],
  ['an id that is no UUID', token.replace('-', '')],
  ['no signature', token.slice(0, -44)],
  ['something behind it', `${token}A`],
  ['nothing', ''],
])('%s is no token', (_what, text) => {
  expect(parseToken(text)).toBeUndefined()
})
