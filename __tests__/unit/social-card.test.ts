/** What is compiled in: a build that knows the AppID, or not. */
function build(appId: string, target = 'weapp') {
  jest.resetModules()
  Object.assign(process.env, { TARO_APP_SOCIAL_CARD_APPID: appId, TARO_ENV: target })
  const { default: Taro } = require('../mocks/taro') as { default: Record<string, unknown> }
  const opened: unknown[] = []
  const answer = (run: () => Promise<unknown>) =>
    Object.assign(Taro, {
      navigateToMiniProgram: (options: unknown) => {
        opened.push(options)
        return run()
      },
    })
  return { ...(require('@/platform/social-card') as typeof import('@/platform/social-card')), answer, opened }
}

afterAll(() => {
  delete process.env.TARO_APP_SOCIAL_CARD_APPID
  delete process.env.TARO_ENV
})

test('a build without the AppID, and the preview, offer no button', () => {
  expect(build('').canOpenSocialCard()).toBe(false)
  expect(build('wx0123456789abcdef', 'h5').canOpenSocialCard()).toBe(false)
  expect(build('wx0123456789abcdef').canOpenSocialCard()).toBe(true)
})

test.each([
  ['opens', () => Promise.resolve({ errMsg: 'navigateToMiniProgram:ok' }), true],
  ['is asked by WeChat and says no', () => Promise.reject({ errMsg: 'navigateToMiniProgram:fail cancel' }), true],
  ['is refused by WeChat', () => Promise.reject({ errMsg: 'navigateToMiniProgram:fail invalid appid' }), false],
])('whoever %s', async (_, run, came) => {
  const { openSocialCard, answer, opened } = build('wx0123456789abcdef')
  answer(run)
  expect(await openSocialCard()).toBe(came)
  expect(opened).toEqual([{ appId: 'wx0123456789abcdef' }])
})
