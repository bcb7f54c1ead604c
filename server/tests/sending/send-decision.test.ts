import { type Decision, decide, type SendResult } from '../../src/sending/send-decision'

const answer = (errcode: number): SendResult => ({ type: 'answer', errcode, errmsg: 'words', msgid: '7' })
const first = { tries: 0, isRetry: false }
const retry = { tries: 0, isRetry: true }

describe('what becomes of a first post', () => {
  const cases: [string, SendResult, Partial<Decision>][] = [
    ['0', answer(0), { state: 'sent', msgid: '7' }],
    ['43101 no grant', answer(43101), { state: 'refused' }],
    ['40003 bad openid', answer(40003), { state: 'failed' }],
    ['-1 busy', answer(-1), { state: 'due', counted: true }],
    ['43108 at the same time', answer(43108), { state: 'due', counted: true }],
    ['45011 too often', answer(45011), { state: 'due', pause: 'rate' }],
    ['45009 day is full', answer(45009), { state: 'due', pause: 'quota' }],
    ['40001 even with a fresh token', answer(40001), { state: 'due', pause: 'token' }],
    ['40014 even with a fresh token', answer(40014), { state: 'due', pause: 'token' }],
    ['42001 even with a fresh token', answer(42001), { state: 'due', pause: 'token' }],
    ['99999 nobody knows', answer(99999), { state: 'due', counted: true }],
    ['connection refused', { type: 'not-sent', reason: 'ECONNREFUSED' }, { state: 'due', pause: 'unreachable' }],
    ['no answer', { type: 'unknown', reason: 'timeout', from: 'silence' }, { state: 'unsettled', unclear: 'silence' }],
  ]
  it.each(cases)('%s', (_name, result, expected) => {
    expect(decide(result, first, 0.5)).toMatchObject(expected)
  })

  it.each([40037, 43107, 45168, 47003, 48001, 41030, 50002, 41001, 44002, 47001])(
    '%i parks the template, and the row waits',
    errcode => {
      expect(decide(answer(errcode), first, 0)).toMatchObject({ state: 'due', park: { errcode } })
    },
  )

  it.each([
    [0, true],
    [43101, true],
    [40003, true],
    [43108, true],
    [99999, true],
    [40037, true],
    [-1, undefined],
    [45011, undefined],
    [45009, undefined],
    [42001, undefined],
  ])('%i proves that limit, token and connection are fine: %s', (errcode, proven) => {
    expect(decide(answer(errcode), first, 0).allIsWell).toBe(proven)
    expect(decide(answer(errcode), retry, 0).allIsWell).toBe(proven)
  })

  it('waits longer each time, spread, and gives up in the end with the reason', () => {
    expect(decide(answer(-1), { ...first, tries: 0 }, 1).delay).toBe(1)
    expect(decide(answer(-1), { ...first, tries: 3 }, 1).delay).toBe(8)
    expect(decide(answer(-1), { ...first, tries: 3 }, 0).delay).toBe(4)
    expect(decide(answer(-1), { ...first, tries: 12 }, 1).delay).toBe(60)
    expect(decide(answer(-1), { ...first, tries: 19 }, 1)).toEqual({ state: 'failed', reason: '-1 words' })
  })
})

describe('what becomes of the one retry of an unknown outcome', () => {
  it('takes 0 as: the first never arrived', () => expect(decide(answer(0), retry, 0).state).toBe('sent'))
  it('takes 43101 as: the first did arrive', () =>
    expect(decide(answer(43101), retry, 0)).toMatchObject({ state: 'sent', reason: 'inferred' }))
  it('does not try a third time', () =>
    expect(decide({ type: 'unknown', reason: 'timeout', from: 'silence' }, retry, 0).state).toBe('unconfirmed'))
  it('learns nothing about the first from another failure', () => {
    expect(decide(answer(40003), retry, 0).state).toBe('unconfirmed')
    expect(decide(answer(-1), retry, 0).state).toBe('unsettled')
    expect(decide(answer(45011), retry, 0)).toMatchObject({ state: 'unsettled', pause: 'rate' })
    expect(decide({ type: 'not-sent', reason: 'ECONNREFUSED' }, retry, 0).state).toBe('unsettled')
  })
})
