import { Text, View } from '@tarojs/components'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { Screen } from '@/components/screen'
import { Tap } from '@/components/tap'
import { BackupRows } from '@/features/backup/backup-rows'
import { PutAsideRows } from '@/features/record-rescue/put-aside-rows'
import { DeleteRow } from '@/features/settings/delete-row'
import { RegionRow } from '@/features/settings/region-row'
import { UndoBar } from '@/features/settings/undo-bar'
import { useChinaMinute } from '@/platform/clock'
import { goToPage } from '@/platform/navigation'
import './index.scss'

export default function MePage() {
  const { today, showing, isInFront, resume, pause } = useChinaMinute()
  useDidShow(resume)
  useDidHide(pause)
  return (
    <Screen showing={showing}>
      <View className="sec">设置</View>
      <View className="card ls">
        <RegionRow id={isInFront ? 'region' : 'region-of-hidden-tab'} />
      </View>
      <View className="sec">数据</View>
      <View className="card ls">
        <BackupRows today={today} />
        <PutAsideRows />
        <DeleteRow />
      </View>
      <View className="cap note">成绩只存在这部手机里，不上传。换手机前先复制备份。</View>
      <View className="sec">帮助</View>
      <View className="card ls">
        <Tap id="rules" role="link" className="it row sp" onTap={() => goToPage('rules')}>
          <Text>规则与常见误区</Text>
          <Text className="cap">›</Text>
        </Tap>
        <Tap id="about" role="link" className="it row sp" onTap={() => goToPage('about')}>
          <Text>关于与数据来源</Text>
          <Text className="cap">以官方公告为准 ›</Text>
        </Tap>
      </View>
      {isInFront ? <UndoBar /> : null}
    </Screen>
  )
}
