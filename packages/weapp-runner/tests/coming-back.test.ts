import path from 'node:path'
import { launch, type WeappDriver } from '../src/index'

jest.setTimeout(60_000)

/** What happens to an app that is open already: a message, a code, a network that goes and comes, a new version. */
describe('a mini-program that is open', () => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launch({ dir: path.join(__dirname, 'fixtures/native-app'), now: '2026-11-23T09:00:00+08:00' })
    await app.open()
  })
  afterAll(() => app.close())

  it('is entered by a message: the page named is the only one, its query is there, the app hears the scene', async () => {
    await app.tap('#go')
    await app.background()
    await app.foreground({ url: 'pages/detail/index?id=8', scene: 1014, query: { name: 'message' } })
    expect(await app.pageStack()).toEqual([
      expect.objectContaining({ route: 'pages/detail/index', query: { id: '8', name: 'message' } }),
    ])
    await app.background()
    await app.foreground()
    expect((await app.pageStack()).map(({ route }) => route)).toEqual(['pages/detail/index'])
  })

  it('has no network for requests and logins while there is none, and is told when it goes and comes', async () => {
    await app.setNetwork('none')
    await app.setNetwork('wifi')
    await app.foreground({ url: 'pages/index/index' })
    await app.tap('#log')
    expect((await app.text('#log')).split('|')).toEqual(
      expect.arrayContaining(['network none', 'login:fail net::ERR_INTERNET_DISCONNECTED', 'network wifi']),
    )
  })

  it('opens the conversation of a contact button, and applies a new version that is ready', async () => {
    await app.foreground({ url: 'pages/detail/index?id=9' })
    await app.tap('#contact')
    expect(await app.wxCalls('contact')).toHaveLength(1)
    await app.updateReady()
    expect(await app.wxCalls('applyUpdate')).toHaveLength(1)
    expect(await app.errors()).toEqual([])
  })
})
