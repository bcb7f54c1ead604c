import { View } from '@tarojs/components'
import { useState } from 'react'
import { NoticeCard } from '@/components/notice-card'
import { SelectableText } from '@/components/selectable-text'
import { copyText } from '@/platform/clipboard'
import { say } from '@/platform/dialog'
import { useAppMemory } from '@/stores/use-shown'

/** Said when the phone held something under our key that could not be read at this start. */
export function UnreadableCard() {
  const unreadable = useAppMemory(memory => memory.unreadable)
  const [shown, setShown] = useState(false)
  if (!unreadable) return null
  const { text, asideKey } = unreadable
  const copy = async () => {
    if (await copyText(text)) say('已复制，请找个地方保管')
    else setShown(true)
  }
  return (
    <View id="unreadable">
      <NoticeCard
        icon="warn"
        tone="bad"
        title="本机数据读不出来"
        text={
          asideKey
            ? '原样另存了一份，没有覆盖。先复制保管，再从备份恢复。'
            : '手机存储已满，没能另存，所以现在不保存任何改动。先复制保管，再到“我的”里删除全部数据。'
        }
        action={{ id: 'copy-unreadable', label: '复制原数据', onTap: () => void copy(), quiet: true }}
      />
      {shown ? (
        <View className="card">
          <View className="cap">没能自动复制。长按文字，全选后复制。</View>
          <SelectableText text={text} />
        </View>
      ) : null}
    </View>
  )
}
