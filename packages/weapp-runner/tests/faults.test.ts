import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { compileApp, launch, type WeappDriver } from '../src/index'

jest.setTimeout(60_000)

const dir = path.join(__dirname, 'fixtures/native-app')
const PAGE = 'pages/faults/index'

/** Every check that must be loud, with a page that runs into it. */
describe('faults', () => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launch({ dir })
  })

  beforeEach(() => app.open(PAGE))

  afterAll(async () => {
    await app.errors()
    await app.close()
  })

  it('a page without faults has none', async () => {
    expect(await app.errors()).toEqual([])
  })

  it.each([
    ['throws', 'exception', 'Error: thrown in a tap'],
    ['component', 'exception', "TypeError: Cannot read properties of null (reading 'data')"],
    ['rejects', 'rejection', 'Error: rejected'],
    ['logs', 'console', 'told the console'],
    ['missing', 'image', '<image src="/images/none.png"> could not be shown'],
    ['large', 'exception', 'Error: setData:fail 1048587 bytes at once, WeChat takes 1048576'],
    ['evaluates', 'exception', expect.stringContaining('unsafe-eval')],
    ['dom', 'exception', "TypeError: Cannot set properties of undefined (setting 'title')"],
    ['tabPage', 'rejection', 'navigateTo:fail can not navigateTo a tabbar page'],
    ['noTab', 'rejection', 'switchTab:fail can not switch to no-tabBar page'],
    ['nowhere', 'rejection', 'navigateTo:fail page "pages/none/index" is not found'],
    ['lateSubscribe', 'rejection', 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.'],
    ['largeValue', 'exception', 'Error: setStorageSync:fail exceed storage item max length'],
    ['fullStorage', 'exception', 'Error: setStorageSync:fail exceed storage max size 10Mb'],
    ['outside', 'rejection', 'request:fail url not in domain list: https://example.com is not on this machine'],
    ['map', 'unsupported', '<map> is not implemented by weapp-runner'],
    ['blocked', 'network', 'blocked by policy: https://example.com/a.png'],
  ])('%s: %s', async (fault, kind, message) => {
    await app.tap(`#${fault}`)
    expect(await app.errors()).toContainEqual(expect.objectContaining({ kind, message, page: PAGE }))
  })

  it('an API that nobody implements ends the test at once', async () => {
    await expect(app.tap('#unknown')).rejects.toMatchObject({
      code: 'unknown-api',
      message: expect.stringContaining('wx.getLocation'),
    })
  })

  it('a page that does not exist', async () => {
    await app.open('pages/none/index')
    expect((await app.errors()).map(({ message }) => message)).toEqual(['page "pages/none/index" is not in app.json'])
  })

  describe('with an app of its own', () => {
    let other: WeappDriver

    beforeEach(async () => {
      other = await launch({ dir })
    })

    // closing twice is allowed, so that a failed test leaves no browser behind
    afterEach(() => other.close().catch(() => undefined))

    it('errors that no test read make close fail', async () => {
      await other.open(PAGE)
      await other.tap('#throws')
      await expect(other.close()).rejects.toMatchObject({
        code: 'unread-errors',
        message: expect.stringContaining('thrown in a tap'),
      })
      await expect(other.close()).resolves.toBeUndefined()
    })

    it('what was never opened cannot be tapped', async () => {
      await expect(other.tap('#throws')).rejects.toMatchObject({ code: 'not-open' })
    })
  })

  it('a folder without app.json', () => {
    expect(() => compileApp(__dirname, { width: 375, pixelRatio: 2 })).toThrow(
      /expected a compiled mini-program with app.json/,
    )
  })

  it('a style sheet that names what WeChat would not find', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'weapp-'))
    writeFileSync(path.join(folder, 'app.json'), '{ "pages": [] }')
    writeFileSync(
      path.join(folder, 'app.wxss'),
      `@import "none.wxss"; .a { background: url( "a.png" ) } .b { background: url( "data:image/png;base64,AA==" ) }`,
    )
    expect(compileApp(folder, { width: 375, pixelRatio: 2 }).data.problems).toEqual([
      'app.wxss: url( "a.png" ): WeChat shows no file of the package from a style sheet',
      'app.wxss: @import "none.wxss" does not exist',
    ])
    rmSync(folder, { recursive: true })
  })

  it('the command line tells of errors and exits 1', async () => {
    const cli = path.join(__dirname, '../bin/weapp-runner.ts')
    const run = (...args: string[]) => promisify(execFile)(process.execPath, ['--import', 'tsx', cli, dir, ...args])
    const { stdout } = await run('--metrics', '--page', PAGE)
    expect(JSON.parse(stdout)).toMatchObject({ page: PAGE, setData: { count: 0 } })
    await expect(run('--page', 'pages/none/index')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is not in app.json'),
    })
  })
})
