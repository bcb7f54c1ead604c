import { Text, View } from '@tarojs/components'
import { Feedback } from '@/components/feedback'
import { Screen } from '@/components/screen'
import { Tap } from '@/components/tap'
import { BackupRows } from '@/features/backup/backup-rows'
import { ShareRows } from '@/features/my-shares/share-rows'
import { PutAsideRows } from '@/features/record-rescue/put-aside-rows'
import { RegionCard } from '@/features/region/region-card'
import { RemindersRow } from '@/features/reminder/reminders-row'
import { DeleteRow } from '@/features/settings/delete-row'
import { UndoBar } from '@/features/settings/undo-bar'
import { SyncCard } from '@/features/sync/sync-card'
import { ToolRows } from '@/features/tools/tool-rows'
import { goToPage } from '@/platform/navigation'
import { HAS_SERVER } from '@/platform/request'
import { useTabPage } from '@/platform/tab-page'
import './index.scss'

export default function MePage() {
  const { today, showing, isInFront } = useTabPage()
  return (
    <Screen showing={showing}>
      {HAS_SERVER ? <RemindersRow /> : null}
      <View className="heading">证书工具</View>
      <View className="card list">
        <ToolRows />
      </View>
      <View className="heading">分享</View>
      <ShareRows today={today} showing={showing} />
      <View className="heading">设置</View>
      <RegionCard id={isInFront ? 'region' : 'region-of-hidden-tab'} />
      <View className="heading">数据</View>
      {HAS_SERVER ? <SyncCard today={today} /> : null}
      <View className="card list">
        <BackupRows today={today} />
        <PutAsideRows />
        <DeleteRow />
      </View>
      <View className="cap me-note">不打开同步，成绩就只在这部手机里。换手机前先复制备份。</View>
      <View className="heading">帮助</View>
      <View className="card list">
        <Tap id="rules" role="link" className="item row spread" onTap={() => goToPage('rules')}>
          <Text>规则与常见误区</Text>
          <Text className="cap">›</Text>
        </Tap>
        <Tap id="about" role="link" className="item row spread" onTap={() => goToPage('about')}>
          <Text>关于与数据来源</Text>
          <Text className="cap">以官方公告为准 ›</Text>
        </Tap>
        <Tap id="privacy" role="link" className="item row spread" onTap={() => goToPage('privacy')}>
          <Text>隐私说明</Text>
          <Text className="cap">存什么、存多久、怎么删 ›</Text>
        </Tap>
        <Tap id="terms" role="link" className="item row spread" onTap={() => goToPage('terms')}>
          <Text>使用条款</Text>
          <Text className="cap">›</Text>
        </Tap>
        <Feedback />
      </View>
      {isInFront ? <UndoBar /> : null}
    </Screen>
  )
}
