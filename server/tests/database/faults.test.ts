import { isDatabaseAway } from '../../src/database/postgres'

const fault = (fields: { code?: string; message?: string; syscall?: string }) =>
  Object.assign(new Error(fields.message ?? 'words'), fields)

describe('the database counts as away', () => {
  it.each([
    { code: 'ECONNREFUSED', syscall: 'connect' },
    { code: 'ECONNRESET', message: 'Client network socket disconnected before secure TLS connection was established' },
    { code: 'EPIPE', message: 'This socket has been ended by the other party' },
    { code: '53100' },
    { code: '53200' },
    { code: '53300' },
    { code: '57014' },
    { code: '57P03' },
    { code: '58030' },
    { code: '25P03' },
    { message: 'Query read timeout' },
    { message: 'Connection terminated unexpectedly' },
    { message: 'timeout expired' },
  ])('after %j', fields => expect(isDatabaseAway(fault(fields))).toBe(true))
})

describe('it does not count as away', () => {
  it.each([
    { message: "Cannot read properties of undefined (reading 'id')" },
    { code: 'ENOENT', syscall: 'open', message: 'no such file' },
    { code: 'ECONNRESET', message: 'aborted' },
    { code: '23505' },
    { code: '42703' },
    { code: 'FST_ERR_CTP_BODY_TOO_LARGE' },
  ])('after %j', fields => expect(isDatabaseAway(fault(fields))).toBe(false))
})
