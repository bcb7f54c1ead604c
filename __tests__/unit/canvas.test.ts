import type { Pen } from '@/platform/sharing/canvas'

type Found = { node: object } | null

/** The canvas as a phone has it: its element answers only after some queries. */
function phone(
  queriesInVain: number,
  save: () => Promise<unknown> = async () => ({ tempFilePath: 'wxfile://tmp_1.png' }),
) {
  jest.resetModules()
  process.env.TARO_ENV = 'weapp'
  const { default: Taro } = require('../mocks/taro') as { default: Record<string, unknown> }
  const node = { getContext: () => ({ isContext: true }), createImage: () => ({}) }
  const asked: string[] = []
  const query = {
    select: (selector: string) => {
      asked.push(selector)
      return query
    },
    fields: () => query,
    exec: (done: (found: Found[]) => void) => done([asked.length > queriesInVain ? { node } : null]),
  }
  Object.assign(Taro, { createSelectorQuery: () => query, canvasToTempFilePath: save })
  return { ...(require('@/platform/sharing/canvas') as typeof import('@/platform/sharing/canvas')), asked, node }
}

beforeEach(() => jest.useFakeTimers())
afterEach(() => {
  jest.useRealTimers()
  delete process.env.TARO_ENV
})

const SIZE = { width: 1000, height: 800 }
const settled = async <T>(promise: Promise<T>): Promise<T> => {
  const guarded = promise.catch(error => error)
  await jest.runAllTimersAsync()
  return guarded as Promise<T>
}

test('an element that comes late is waited for, and drawn on in pixels', async () => {
  const { drawn, asked, node } = phone(4)
  const pens: Pen[] = []
  expect(await settled(drawn('share-canvas', SIZE, async pen => void pens.push(pen)))).toBe('wxfile://tmp_1.png')
  expect(asked).toEqual(Array(5).fill('#share-canvas'))
  expect(pens[0]!.context).toEqual({ isContext: true })
  expect(node).toMatchObject(SIZE)
})

test('an element that never comes is an error after three seconds, not a page that hangs', async () => {
  const { drawn, asked } = phone(Number.POSITIVE_INFINITY)
  const error = await settled(drawn('share-canvas', SIZE, async () => undefined))
  expect(error).toMatchObject({ code: 'canvas', message: expect.stringContaining('#share-canvas') })
  expect(asked).toHaveLength(30)
})

test('a picture that cannot be saved is an error with its cause', async () => {
  const refusal = { errMsg: 'canvasToTempFilePath:fail' }
  const { drawn } = phone(0, () => Promise.reject(refusal))
  expect(await settled(drawn('share-canvas', SIZE, async () => undefined))).toMatchObject({
    code: 'canvas',
    cause: refusal,
  })
})
