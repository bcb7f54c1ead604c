import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { launchProduct, savedCandidate } from './support/product'

jest.setTimeout(180_000)

/** Types as a thumb does, which waits for nothing, and looks when everything has arrived. */
async function typeAtPace(app: WeappDriver, selector: string, text: string, pace: number): Promise<void> {
  const field = app.page.frameLocator('#top').locator(`${selector} .wx-field`)
  await field.focus()
  for (const key of text) {
    await field.press(key)
    await new Promise(resolve => setTimeout(resolve, pace))
  }
}

const TYPED = { law: '100', management: '71', technology: '59.5', practice: '71589' }

/** Between the app and its pages of a slow phone 200 ms pass, and a quick thumb types a key every 80. */
describe.each([0, 120, 200])('with setData %i ms late', setDataDelay => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launchProduct({ setDataDelay })
  })

  afterEach(async () => {
    expect(await app.errors()).toEqual([])
  })

  afterAll(() => app.close())

  it.each([80, 100, 150])('a key every %i ms: the fields hold what was typed, and that is saved', async pace => {
    await app.setStorage({})
    await app.open('pages/scores/index')
    for (const [subject, text] of Object.entries(TYPED)) await typeAtPace(app, `#mark-${subject}`, text, pace)
    await app.settle()
    for (const [subject, text] of Object.entries(TYPED)) expect(await app.value(`#mark-${subject}`)).toBe(text)
    await app.input('#mark-technology', '60')
    await app.input('#mark-practice', '')
    await app.tap('#save-scores')
    await app.tap('#keep-mark')
    expect(await savedCandidate(app)).toMatchObject({
      sittings: [{ marks: { law: 100, management: 71, technology: 60 } }],
    })
  })

  it('a text typed in place of a backup stays, too', async () => {
    await app.open('pages/me/index')
    await app.tap('#backup-restore')
    await typeAtPace(app, '#backup-input', '{"candidate"', 80)
    await app.settle()
    expect(await app.value('#backup-input')).toBe('{"candidate"')
  })
})
