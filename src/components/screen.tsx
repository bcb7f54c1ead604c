import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { fontScaleClass } from '@/platform/appearance'

interface ScreenProps {
  /** Only text, nothing to tap: the preview's keyboard scrolls it once it has the focus. */
  reading?: boolean
}

/** The root of every page: tokens, theme and type scale hang on its class. */
export function Screen({ reading, children }: PropsWithChildren<ScreenProps>) {
  const focusable = reading && process.env.TARO_ENV === 'h5' ? { tabIndex: 0 } : {}
  return (
    <View className={`screen ${fontScaleClass()}`} {...focusable}>
      {children}
    </View>
  )
}
