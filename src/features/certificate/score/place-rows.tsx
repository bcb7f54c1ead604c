import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { LIVE } from '@/components/aria'
import { SelectableText } from '@/components/selectable-text'
import { Tap } from '@/components/tap'
import { copyText } from '@/platform/clipboard'
import { canOpenSocialCard, openSocialCard } from '@/platform/social-card'
import { OFFICIAL_SITE, PLACES } from '../content/score'
import './place-rows.scss'

/** How to find the mini-program where this build cannot open it, or WeChat does not. */
export const BY_HAND = '在微信里搜“电子社保卡”，点带“小程序”字样的那个。'

/** The places to look scores up, each in a row with its button; what came of a tap stands below. */
export function PlaceRows() {
  const [result, setResult] = useState<{ words: string; address?: string }>()
  const openCard = async () => {
    if (!(await openSocialCard())) setResult({ words: `没打开。${BY_HAND}` })
  }
  const copy = async () =>
    setResult(
      (await copyText(OFFICIAL_SITE))
        ? { words: '网址已复制，到浏览器里打开。' }
        : { words: '没能自动复制。长按下面的网址复制：', address: OFFICIAL_SITE },
    )
  return (
    <View>
      {PLACES.map(({ id, title, way }) => (
        <View key={id} className="row place">
          <View className="grow">
            {title}
            <View className="cap">{way.join(' → ')}</View>
          </View>
          {id === 'cpta' ? (
            <Tap id="copy-address" className="btn small quiet place-button" onTap={() => void copy()}>
              <Text>复制网址</Text>
            </Tap>
          ) : canOpenSocialCard() ? (
            <Tap id="open-social-card" className="btn small quiet place-button" onTap={() => void openCard()}>
              <Text>打开</Text>
            </Tap>
          ) : null}
        </View>
      ))}
      <View className="cap" id="place-result" {...LIVE}>
        {result?.words ?? (canOpenSocialCard() ? null : BY_HAND)}
        {result?.address ? <SelectableText text={result.address} /> : null}
      </View>
    </View>
  )
}
