import { MarkWriter } from '../../src/sending/mark-writer'
import { manualClock } from '../support/clock'

const finished = [{ id: '1', openid: 'a', attempt: 1, decision: { state: 'sent' as const } }]
const entry = { delivery: { id: '2', lease: '00000000-0000-4000-8000-000000000000', openid: 'b' } } as never
const silent = { warn: () => undefined, error: () => undefined } as never

/** What the writer reports when every statement meets this error. */
async function meets(error: object) {
  const seen = { settled: 0, refused: 0, doubtful: 0, failed: false }
  const pool = { query: async () => Promise.reject(Object.assign(new Error('words'), error)) } as never
  const writer = new MarkWriter(
    { pool, sender: '1', clock: manualClock(), log: silent },
    {
      onSettled: sends => {
        seen.settled += sends.length
      },
      onMarked: entries => {
        seen.refused += entries.length
      },
      onDoubt: entries => {
        seen.doubtful += entries.length
      },
    },
  )
  await writer.write(finished, [entry]).catch(() => {
    seen.failed = true
  })
  return seen
}

describe('a known outcome', () => {
  it.each([
    ['the disk is full', { code: '53100' }],
    ['memory is out', { code: '53200' }],
    ['the statement took too long', { code: '57014' }],
    ['a file cannot be read', { code: '58030' }],
    ['the connection broke during the TLS handshake', { code: 'ECONNRESET' }],
    ['the socket was ended', { code: 'EPIPE' }],
    ['the driver gave up', { message: 'Query read timeout' }],
    ['nobody foresaw it', {}],
  ])('is kept, and the marks are in doubt, when %s', async (_name, error) => {
    expect(await meets(error)).toEqual({ settled: 0, refused: 0, doubtful: 1, failed: true })
  })

  it.each(['22021', '23505'])('is given up only when the database refuses the row itself (%s)', async code => {
    expect(await meets({ code })).toEqual({ settled: 1, refused: 1, doubtful: 0, failed: false })
  })

  it('is kept when the database lets another transaction go first, again and again', async () => {
    expect(await meets({ code: '40P01' })).toMatchObject({ settled: 0, failed: true })
  })
})
