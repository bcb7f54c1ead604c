import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { launchProduct } from './support/product'

jest.setTimeout(180_000)

/**
 * Taro numbers a component's attributes twice: in the templates at build time, and in its runtime. Attributes that a
 * plugin adds to the first only shift all numbers after them: a picker then finds its range under `fields`.
 */
describe('templates and runtime agree on attributes', () => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launchProduct()
    await app.open('pages/scores/index')
  })

  afterAll(() => app.close())

  it.each(['#level', '#specialty', '#add-year', '#mark-code-law'])('%s is a picker with its options', async picker => {
    expect(await app.attribute(picker, 'mode')).toBe('selector')
    expect(await app.attribute(picker, 'range')).toEqual(expect.arrayContaining([expect.any(String)]))
    expect(await app.errors()).toEqual([])
  })

  it('an input is one for digits, with a name for screen readers', async () => {
    expect(await app.attribute('#mark-law', 'type')).toBe('digit')
    expect(await app.attribute('#mark-law', 'aria-label')).toEqual(expect.stringContaining('法律法规'))
  })
})
