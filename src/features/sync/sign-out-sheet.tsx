import { Text, View } from '@tarojs/components'
import { Sheet } from '@/components/sheet'
import { Tap } from '@/components/tap'
import { say } from '@/platform/dialog'
import { deleteOnThisPhone, signOut } from '@/stores/server/account'
import { pendingEdits } from '@/stores/server/sync'

/** Signing out leaves the server's data alone; of the phone's the candidate decides. */
export function SignOutSheet({ onClose }: { onClose: () => void }) {
  const waiting = pendingEdits().length
  const leave = (run: () => void) => {
    onClose()
    run()
    say('已退出')
  }
  return (
    <Sheet id="sign-out-sheet" title="退出登录" onClose={onClose}>
      <View className="sub">服务器上的数据和已开的提醒不受影响。下次点“开启提醒”或打开同步时再登录。</View>
      <Tap id="sign-out-keep" className="btn mt16" onTap={() => leave(signOut)}>
        <Text>退出，本机的成绩留着</Text>
      </Tap>
      <Tap id="sign-out-remove" className="btn danger mt8" onTap={() => leave(deleteOnThisPhone)}>
        <Text>退出，本机的也删掉</Text>
      </Tap>
      {waiting > 0 ? <View className="cap center mt4">{`有 ${waiting} 处改动还没同步，删掉就没有了。`}</View> : null}
    </Sheet>
  )
}
