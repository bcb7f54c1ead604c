import { Text, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { Tap } from './tap'

interface SheetProps {
  id: string
  title: string
  onClose: () => void
}

/** A half sheet over the page, closed by its button or by a tap beside it. */
export function Sheet({ id, title, onClose, children }: PropsWithChildren<SheetProps>) {
  return (
    <View
      className="overlay"
      {...(process.env.TARO_ENV === 'h5' ? { role: 'dialog', 'aria-modal': 'true', 'aria-label': title } : {})}
    >
      <View className="mask" onClick={onClose} />
      <View className="sheet" id={id}>
        <View className="grip" />
        <View className="row spread">
          <View className="h1">{title}</View>
          <Tap className="link touch" id={`${id}-close`} onTap={onClose}>
            <Text>关闭</Text>
          </Tap>
        </View>
        {children}
      </View>
    </View>
  )
}
