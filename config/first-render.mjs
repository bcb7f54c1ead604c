// Bundled into the mini-program: a page's first render happens within its onLoad (docs/decisions/016).
import ReactDOM, { createRoot, flushSync } from '@tarojs/react'
import { TaroRootElement } from '@tarojs/runtime'
import { hooks } from '@tarojs/shared'

// Taro waits three times for a timer before a page shows anything: for the app, for the page, and for its setData.
ReactDOM.createRoot = container => {
  const root = createRoot(container)
  return { ...root, render: element => flushSync(() => root.render(element)) }
}

/** What the page that is being loaded wants to send: taken together, it is sent as soon as the page has been rendered. */
let loading
const { scheduleTask } = TaroRootElement.prototype
TaroRootElement.prototype.scheduleTask = task => {
  if (loading) loading.push(task)
  else scheduleTask(task)
}

hooks.tap('modifyPageObject', page => {
  const { onLoad } = page
  page.onLoad = function (...given) {
    loading = []
    try {
      flushSync(() => onLoad.apply(this, given))
    } finally {
      const tasks = loading
      loading = undefined
      for (const task of tasks) task()
    }
  }
})
