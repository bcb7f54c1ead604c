import { Text, View } from '@tarojs/components'
import { useEffect } from 'react'
import { Tap } from '@/components/tap'
import { ask, say } from '@/platform/dialog'
import { goToPage } from '@/platform/navigation'
import type { Showing } from '@/platform/page-shown'
import { quietly } from '@/stores/server/call'
import { refreshShares, revokeShare } from '@/stores/server/shares'
import { troubleOf } from '@/stores/server/trouble'
import { useShares } from '@/stores/use-shown'
import { instantWords } from '@/words/days'

/** The way to sharing, and the links that work: each can be taken back. */
export function ShareRows({ today, showing }: { today: string; showing: Showing }) {
  const shares = useShares() ?? []
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew whenever the page is shown
  useEffect(() => quietly(refreshShares()), [showing])
  const takeBack = async (id: string) => {
    const agreed = await ask({
      title: '收回这张卡片？',
      content: '朋友再点开链接或扫海报上的码，只会看到“已收回”。',
      confirmText: '收回',
      destructive: true,
    })
    if (!agreed) return
    await revokeShare(id).then(
      () => say('已收回'),
      error => {
        troubleOf(error)
        say('没有收回：网络或服务器没有回应，再试一次')
      },
    )
  }
  return (
    <View className="card list">
      <Tap id="open-poster" role="link" className="item row spread" onTap={() => goToPage('poster')}>
        <Text>分享进度</Text>
        <Text className="cap">默认不带分数 ›</Text>
      </Tap>
      {shares.map(({ id, showMarks, updatedAt }, index) => (
        <View key={id} className="item row spread">
          <View className="grow">
            <View>{showMarks ? '带分数的卡片' : '不带分数的卡片'}</View>
            <View className="cap">{`更新于 ${instantWords(updatedAt, Number(today.slice(0, 4)))}`}</View>
          </View>
          <Tap
            id={`revoke-share-${index + 1}`}
            label={`收回${showMarks ? '带分数' : '不带分数'}的卡片`}
            className="btn small quiet"
            onTap={() => void takeBack(id)}
          >
            <Text>收回</Text>
          </Tap>
        </View>
      ))}
    </View>
  )
}
