import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Tap } from '@/components/tap'
import { ask, say } from '@/platform/dialog'
import { deleteOnThisPhone, isKnown } from '@/stores/server/account'
import { useServerMemory } from '@/stores/server/memory'
import { DeleteSheet } from './delete-sheet'
import './delete-row.scss'

/** Deletes everything that this phone keeps, after asking; where the server knows something too, it asks where. */
export function DeleteRow() {
  const [asking, setAsking] = useState(false)
  const remove = async () => {
    if (isKnown(useServerMemory.getState())) return setAsking(true)
    const agreed = await ask({
      title: '删除全部数据？',
      content: '这部手机里的成绩、地区、加注、打过的勾和另存的数据都会删掉，不能撤销。需要的话先复制备份。',
      confirmText: '删除',
      destructive: true,
    })
    if (!agreed) return
    deleteOnThisPhone()
    say('已全部删除')
  }
  return (
    <View>
      <View>{asking ? <DeleteSheet onClose={() => setAsking(false)} /> : null}</View>
      <Tap id="delete-all" className="item row spread" onTap={() => void remove()}>
        <Text className="delete-red">删除我的全部数据</Text>
        <Text className="cap">›</Text>
      </Tap>
    </View>
  )
}
