import { Text, View } from '@tarojs/components'
import { LIVE } from '@/components/aria'
import { Tap } from '@/components/tap'
import type { Landing } from './change-words'

/** What the last save did, and the way to where it counts. */
export function LandedCard({ landed, onOpen }: { landed: Landing | undefined; onOpen: () => void }) {
  return (
    <View>
      {landed ? (
        <View className="card soft" id="landed" {...LIVE}>
          <View className="h1">{landed.title}</View>
          {landed.line ? <View className="sub mt4">{landed.line}</View> : null}
          <Tap id="to-progress" role="link" className="link touch" onTap={onOpen}>
            <Text>去看进度 ›</Text>
          </Tap>
        </View>
      ) : null}
    </View>
  )
}
