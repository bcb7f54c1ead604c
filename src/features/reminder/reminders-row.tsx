import { Text, View } from '@tarojs/components'
import { Tap } from '@/components/tap'
import { goToPage } from '@/platform/navigation'
import { useServerSide } from '@/stores/use-shown'

/** The way to 我的提醒, with how many wait: as it was heard last, nothing is asked for it. */
export function RemindersRow() {
  const waiting = useServerSide(
    ({ reminders }) => reminders?.reminders.filter(({ state }) => state === 'waiting').length ?? 0,
  )
  return (
    <View className="card list">
      <Tap id="reminders" role="link" className="item row spread" onTap={() => goToPage('reminders')}>
        <View className="grow">
          <View className="bold">我的提醒</View>
          <View className="cap">每同意一次，微信才能提醒一次</View>
        </View>
        <Text className="cap">{waiting > 0 ? `${waiting} 条在等 ›` : '去开启 ›'}</Text>
      </Tap>
    </View>
  )
}
