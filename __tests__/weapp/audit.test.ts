import path from 'node:path'
import { launch, type WeappDriver } from '../../packages/weapp-runner/src/index'
import { audit } from './support/audit'

jest.setTimeout(60_000)

/** That the audit of the other tests would see a fault: on a page that has them all. */
describe('the audit', () => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launch({ dir: path.join(__dirname, '../../packages/weapp-runner/tests/fixtures/native-app') })
  })

  afterAll(() => app.close())

  it('finds errors, too many nodes, :active, small targets, faint text and unused styles', async () => {
    await app.open('pages/faults/index')
    await app.tap('#large')
    const limits = { nodes: 10, depth: 1, children: 5, unusedBytes: 10 }
    expect((await audit(app, limits)).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      'errors: exception: Error: setData:fail 1048587 bytes at once, WeChat takes 1048576',
      expect.stringMatching(/^nodes: 2\d nodes, expected fewer than 10$/),
      'depth: 1 deep, expected less than 1',
      expect.stringMatching(/^children: 2\d children of one node/),
      'set-data: one setData of 1048587 bytes, expected 262144 at most',
      'active: .tiny:active: use hover-class in place of :active',
      'tap-target: view.tiny is 10 × 10 px',
      expect.stringMatching(/^contrast: text.faint "faint": contrast 1\.3/),
      expect.stringMatching(/^unused-wxss: app.wxss: \d+ bytes match nothing/),
    ])
  })

  it('finds nothing on a page without faults', async () => {
    await app.open('pages/detail/index')
    expect(await audit(app)).toEqual([])
  })
})
