import { Text, View } from '@tarojs/components'
import { Screen } from '@/components/screen'
import { Tap } from '@/components/tap'
import { Blocks } from '@/features/privacy/blocks'
import { PRIVACY } from '@/features/privacy/words'
import { SyncCard } from '@/features/sync/sync-card'
import { goToPage } from '@/platform/navigation'
import { HAS_SERVER } from '@/platform/request'
import { useTabPage } from '@/platform/tab-page'

export default function PrivacyPage() {
  const { today, showing } = useTabPage()
  return (
    <Screen showing={showing}>
      <Blocks blocks={PRIVACY} />
      {HAS_SERVER ? <SyncCard today={today} /> : null}
      <Tap id="terms" role="link" className="link touch" onTap={() => goToPage('terms')}>
        <Text>使用条款 ›</Text>
      </Tap>
      <View className="cap">2026 年 11 月起适用。</View>
    </Screen>
  )
}
