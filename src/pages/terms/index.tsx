import { View } from '@tarojs/components'
import { Screen } from '@/components/screen'
import { Blocks } from '@/features/privacy/blocks'
import { TERMS } from '@/features/privacy/words'

export default function TermsPage() {
  return (
    <Screen reading>
      <Blocks blocks={TERMS} />
      <View className="cap">2026 年 11 月起适用。</View>
    </Screen>
  )
}
