import { firstRegistrationEnd, RuleError } from '../src/index'

test.each([
  ['2026-01-20', '2031-01-20'],
  ['2024-02-29', '2029-02-28'],
  ['2025-12-31', '2030-12-31'],
])('a certificate of %s is to be registered until %s', (issuedOn, end) => {
  expect(firstRegistrationEnd(issuedOn)).toBe(end)
})

test('a day that does not exist is refused', () => {
  expect(() => firstRegistrationEnd('2026-02-30')).toThrow(RuleError)
})
