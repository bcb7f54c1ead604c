import { buildHello } from '../../../bench/weapp/build'
import { launch, type WeappDriver } from '../src/index'

jest.setTimeout(120_000)

describe('what Taro compiles', () => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launch({ dir: await buildHello() })
    await app.open()
  })

  afterAll(() => app.close())

  it('shows its first content in one setData', async () => {
    expect(await app.text('#greeting')).toBe('Hello, world')
    const { firstContent, nodes, depth } = await app.metrics()
    expect(firstContent).toMatchObject({ setDataCalls: 1, setDataBytes: 302 })
    expect({ nodes, depth }).toEqual({ nodes: 3, depth: 2 })
    expect(await app.errors()).toEqual([])
  })

  it('answers taps with setData of what changed', async () => {
    const caused = await app.measure(() => app.tap('#tap'))
    expect(await app.text('#tap')).toBe('taps: 1')
    expect(caused).toMatchObject({ count: 1, bytes: 35 })
    expect(await app.errors()).toEqual([])
  })

  it('draws the phone', async () => {
    expect((await app.screenshot()).subarray(1, 4).toString()).toBe('PNG')
  })
})
