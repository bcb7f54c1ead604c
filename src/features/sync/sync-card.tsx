import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { SelectableText } from '@/components/selectable-text'
import { SwitchRow } from '@/components/switch-row'
import { Tap } from '@/components/tap'
import { copyText } from '@/platform/clipboard'
import { millisecondsUntil } from '@/platform/clock'
import { ask, say } from '@/platform/dialog'
import { exportAccount, forgetMe, isKnown } from '@/stores/server/account'
import { startSync, stopSync } from '@/stores/server/sync'
import { troubleOf } from '@/stores/server/trouble'
import { useServerSide, useSyncStatus } from '@/stores/use-shown'
import { SignOutSheet } from './sign-out-sheet'
import { SYNC_OFF, syncedWords, troubleWords } from './words'

/** Whether the record is synced, how that stands, and what can be done about what the server knows. */
export function SyncCard({ today }: { today: string }) {
  const { on, at } = useServerSide(state => state.sync)
  const known = useServerSide(isKnown)
  const { running, trouble } = useSyncStatus()
  const [signingOut, setSigningOut] = useState(false)
  const [exported, setExported] = useState<string>()
  const state = () => {
    if (running) return '正在同步'
    if (trouble) return troubleWords(trouble)
    if (!on) return SYNC_OFF
    return at ? syncedWords(at, -millisecondsUntil(at) / 1000, Number(today.slice(0, 4))) : '还没有同步'
  }
  const failed = (error: unknown) => say(troubleWords(troubleOf(error)))
  const exportAll = async () => {
    try {
      const text = await exportAccount()
      if (await copyText(text)) say('已复制，粘贴到别处保存')
      else setExported(text)
    } catch (error) {
      failed(error)
    }
  }
  const forget = async () => {
    const agreed = await ask({
      title: '删除服务器上的数据？',
      content: '成绩、提醒和次数都会从服务器上删掉，提醒不会再来。这部手机里的数据还在。',
      confirmText: '删除',
      destructive: true,
    })
    if (!agreed) return
    await forgetMe().then(() => say('服务器上的数据已删除'), failed)
  }
  return (
    <View className="card list">
      <SwitchRow
        id="sync"
        label="同步成绩，换手机也在"
        on={on}
        isLast={!known}
        onToggle={() => (on ? stopSync() : void startSync())}
      >
        <View id="sync-state" {...(process.env.TARO_ENV === 'h5' ? { role: 'status' } : { ariaLive: 'polite' })}>
          {state()}
        </View>
      </SwitchRow>
      <View>
        {known ? (
          <View>
            <Tap id="export" className="item row spread" onTap={() => void exportAll()}>
              <Text>复制服务器上的全部数据</Text>
              <Text className="cap">›</Text>
            </Tap>
            {exported ? (
              <View className="item">
                <SelectableText text={exported} />
              </View>
            ) : null}
            <Tap id="sign-out" className="item row spread" onTap={() => setSigningOut(true)}>
              <Text>退出登录</Text>
              <Text className="cap">本机数据可留可删 ›</Text>
            </Tap>
            <Tap id="forget-me" className="item row spread" onTap={() => void forget()}>
              <Text>删除服务器上的数据</Text>
              <Text className="cap">›</Text>
            </Tap>
          </View>
        ) : null}
      </View>
      {signingOut ? <SignOutSheet onClose={() => setSigningOut(false)} /> : null}
    </View>
  )
}
