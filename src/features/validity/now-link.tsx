import { Text } from '@tarojs/components'
import { Tap } from '@/components/tap'
import { goToPage } from '@/platform/navigation'

/** From the standing to what is to be done about it. */
export const NowLink = () => (
  <Tap id="open-now" role="link" className="link touch" onTap={() => goToPage('now')}>
    <Text>现在该做什么 ›</Text>
  </Tap>
)
