import { useDidHide, useDidShow } from '@tarojs/taro'
import { useChinaMinute } from './clock'

/** The life of a tab's page: the minute on its screen, which runs while the page is shown and stands still behind it. */
export function useTabPage() {
  const page = useChinaMinute()
  useDidShow(page.resume)
  useDidHide(page.pause)
  return page
}
