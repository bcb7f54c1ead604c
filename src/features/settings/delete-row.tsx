import { Text } from '@tarojs/components'
import { Tap } from '@/components/tap'
import { ask, say } from '@/platform/dialog'
import { deleteEverything } from '@/stores/candidate-store'
import './delete-row.scss'

/** Deletes everything that this phone keeps, after asking. */
export function DeleteRow() {
  const remove = async () => {
    const agreed = await ask({
      title: '删除全部数据？',
      content: '这部手机里的成绩、地区、加注、打过的勾和另存的数据都会删掉，不能撤销。需要的话先复制备份。',
      confirmText: '删除',
      destructive: true,
    })
    if (!agreed) return
    deleteEverything()
    say('已全部删除')
  }
  return (
    <Tap id="delete-all" className="item row spread" onTap={() => void remove()}>
      <Text className="delete-red">删除我的全部数据</Text>
      <Text className="cap">›</Text>
    </Tap>
  )
}
