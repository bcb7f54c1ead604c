import { Text, View } from '@tarojs/components'
import { Sheet } from '@/components/sheet'
import { Tap } from '@/components/tap'
import { say } from '@/platform/dialog'
import { deleteOnThisPhone, forgetMe } from '@/stores/server/account'

/** Deleting asks where, once the server knows something too. */
export function DeleteSheet({ onClose }: { onClose: () => void }) {
  const here = () => {
    onClose()
    deleteOnThisPhone()
    say('这部手机上的已全部删除')
  }
  const everywhere = () =>
    forgetMe().then(
      () => {
        onClose()
        deleteOnThisPhone()
        say('这部手机和服务器上的都已删除')
      },
      () => say('没有连上服务器，什么都没有删，请稍后再试'),
    )
  return (
    <Sheet id="delete-sheet" title="删除全部数据" onClose={onClose}>
      <View className="sub">删掉就不能撤销，需要的话先复制备份。服务器上有你的提醒，开了同步还有成绩。</View>
      <Tap id="delete-here" className="btn quiet mt16" onTap={here}>
        <Text>只删这部手机上的</Text>
      </Tap>
      <Tap id="delete-everywhere" className="btn danger mt8" onTap={() => void everywhere()}>
        <Text>服务器上的也删</Text>
      </Tap>
    </Sheet>
  )
}
