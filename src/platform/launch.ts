import Taro from '@tarojs/taro'
import { SCENE } from '@zhuan/api/vocabulary'

/** How the app was entered, at a cold start or when it was open already. */
export interface Entry {
  /** Page path without a leading slash. */
  path: string
  query: Record<string, string | undefined>
}

const IS_SCENE = new RegExp(SCENE)

/** The scene of a mini-program code. It arrives encoded; whatever is no scene after decoding once is left alone. */
export function sceneOf({ scene }: Entry['query']): string | undefined {
  try {
    const decoded = decodeURIComponent(scene ?? '')
    return IS_SCENE.test(decoded) ? decoded : undefined
  } catch {
    return undefined
  }
}

/** The browser preview is entered by its address. */
function previewEntry(): Entry {
  const [path = '', search = ''] = window.location.hash.replace(/^#\/?/, '').split('?', 2)
  return { path, query: Object.fromEntries(new URLSearchParams(search)) }
}

/** Calls back at every start: with the entry, or without one where somebody only comes back to what was open. */
export function onEnter(run: (entry: Entry | undefined) => void): void {
  if (process.env.TARO_ENV === 'h5') {
    run(previewEntry())
    window.addEventListener('hashchange', () => run(previewEntry()))
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && run(undefined))
    return
  }
  let last: string | undefined
  Taro.onAppShow(({ path, query, scene }: Taro.onAppShow.CallbackResult) => {
    // Coming back from the desktop, WeChat hands over the options of the last entry again.
    const entered = JSON.stringify([path, query, scene])
    run(entered === last ? undefined : { path, query: query as Entry['query'] })
    last = entered
  })
}
