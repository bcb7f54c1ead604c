import { Text, View } from '@tarojs/components'
import { type ReactNode, useEffect } from 'react'
import { Tap } from '@/components/tap'
import { goToPage, goToTab } from '@/platform/navigation'
import { quietly } from '@/stores/server/call'
import { refreshReminders } from '@/stores/server/reminders'
import { refreshTemplates } from '@/stores/server/templates'
import { useServerSide } from '@/stores/use-shown'
import { keyOf } from './offers'
import { useSubscribing } from './use-subscribing'

interface EndorsementReminderProps {
  /** Of the endorsement in the record. */
  id: string
  /** Which one it is: 2 月 8 日申请的. */
  name: string
  /** Replaced whenever the page is shown. */
  showing: object
}

/** One message, seven days before an endorsement ends: it hangs on the record, so that has to be synced. */
export function EndorsementReminder({ id, name, showing }: EndorsementReminderProps) {
  const wanted = { kind: 'endorsement-expiry', endorsementId: id } as const
  const key = keyOf(wanted)
  const templateId = useServerSide(({ templates }) => templates?.templates[wanted.kind])
  const isSynced = useServerSide(({ sync }) => sync.on)
  const isWaiting = useServerSide(({ reminders, outbox }) =>
    [
      ...(reminders?.reminders ?? []).filter(({ state }) => state === 'waiting' || state === 'due'),
      ...outbox.flatMap(tap => tap.reminders),
    ].some(each => keyOf(each) === key),
  )
  const { result, subscribe, readSettings } = useSubscribing()
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew whenever the page is shown
  useEffect(() => {
    readSettings()
    quietly(refreshTemplates())
    quietly(refreshReminders())
  }, [showing])
  if (templateId === undefined) return null
  const row = (content: ReactNode) => <View className="card list">{content}</View>
  if (!isSynced)
    return row(
      <Tap id={`reminder-${key}`} role="link" className="item row spread" onTap={() => goToTab('me')}>
        <Text>{`${name}，到期前提醒我`}</Text>
        <Text className="cap">先打开同步 ›</Text>
      </Tap>,
    )
  if (isWaiting)
    return row(
      <View id={`reminder-${key}`} className="item row spread">
        <Text>{`${name}，到期前 7 天提醒`}</Text>
        <View className="tag ok">等待中</View>
      </View>,
    )
  const isRefused = result !== undefined && !('outcome' in result && result.outcome[templateId] === 'accept')
  return row(
    <Tap
      id={`reminder-${key}`}
      className="item row spread"
      onTap={() => (isRefused ? goToPage('reminders') : subscribe({ templateIds: [templateId], offers: [{ wanted }] }))}
    >
      <Text>{`${name}，到期前 7 天提醒我`}</Text>
      <Text className="cap">{isRefused ? '没有加上，看怎么打开 ›' : '开启 ›'}</Text>
    </Tap>,
  )
}
