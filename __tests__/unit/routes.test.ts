import { PAGES, TABS } from '@/platform/routes'

interface AppConfig {
  pages: string[]
  subPackages: { root: string; pages: string[] }[]
  tabBar: { list: { pagePath: string }[] }
}

/** Taro takes the configuration through a global of this name. */
function appConfig(): AppConfig {
  const taken: AppConfig[] = []
  Object.assign(globalThis, { defineAppConfig: (config: AppConfig) => taken.push(config) })
  require('@/app.config')
  return taken[0]!
}

test('the routes are the pages of the app config, tabs and subpackages alike', () => {
  const { pages, subPackages, tabBar } = appConfig()
  const below = subPackages.flatMap(({ root, pages: inside }) => inside.map(page => `${root}/${page}`))
  expect([...pages, ...below].sort()).toEqual(Object.values({ ...TABS, ...PAGES }).sort())
  expect(tabBar.list.map(({ pagePath }) => pagePath)).toEqual(Object.values(TABS))
})
