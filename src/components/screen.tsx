import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { fontScaleClass } from '@/platform/appearance'

/** The root of every page: tokens, theme and type scale hang on its class. */
export function Screen({ children }: PropsWithChildren) {
  return <View className={`screen ${fontScaleClass()}`}>{children}</View>
}
