import { Text, View } from '@tarojs/components'
import { Tap } from '@/components/tap'
import { goToPage } from '@/platform/navigation'

/** Stands beside whatever asks for something: what is told to the server, and the way to the rest. */
export const PrivacyLine = () => (
  <View className="center">
    <View className="cap">只用微信给的编号发提醒，不要姓名、手机号和网站密码。</View>
    <Tap id="privacy" role="link" className="link touch" onTap={() => goToPage('privacy')}>
      <Text>隐私说明 ›</Text>
    </Tap>
  </View>
)
