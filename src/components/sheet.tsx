import { ScrollView, Text, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { Tap } from './tap'
import { useDialogKeys } from './use-dialog-keys'

interface SheetProps {
  id: string
  title: string
  onClose: () => void
}

/**
 * What scrolls by itself although the page below is held still: in WeChat only its own scroll view does
 * (jdf2e/nutui #2543, taroify #678).
 */
const Body = process.env.TARO_ENV === 'h5' ? View : ScrollView

/** A half sheet over the page, which does not scroll behind it; closed by its button or by a tap beside it. */
export function Sheet({ id, title, onClose, children }: PropsWithChildren<SheetProps>) {
  useDialogKeys(id, onClose)
  return (
    <View
      className="overlay"
      catchMove
      {...(process.env.TARO_ENV === 'h5' ? { role: 'dialog', 'aria-modal': 'true', 'aria-label': title } : {})}
    >
      <View className="mask" onClick={onClose} />
      <Body className="sheet" id={id} {...(process.env.TARO_ENV === 'h5' ? {} : { scrollY: true })}>
        <View className="sheet-inside">
          <View className="grip" />
          <View className="row spread">
            <View className="h1 grow">{title}</View>
            <Tap className="link touch" id={`${id}-close`} onTap={onClose}>
              <Text>关闭</Text>
            </Tap>
          </View>
          {children}
        </View>
      </Body>
    </View>
  )
}
