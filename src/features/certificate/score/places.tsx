import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { LIVE } from '@/components/aria'
import { Tap } from '@/components/tap'
import { canOpenSocialCard, openSocialCard } from '@/platform/social-card'
import { PLACES } from '../content/score'
import { CopyAddress } from '../parts/copy-address'
import { SourceLine } from '../parts/source-line'
import { BY_HAND } from './place-rows'

/** Where scores are looked up, each with the way there in steps. */
export function Places() {
  return (
    <View>
      {PLACES.map(place => (
        <View key={place.id} className="card" id={`place-${place.id}`}>
          <View className="bold">{place.title}</View>
          <View className="mt8">
            {place.way.map((step, index) => (
              <View key={step} className="row at-top mt4">
                <View className="tag ok">{String(index + 1)}</View>
                <View className="grow">{step}</View>
              </View>
            ))}
          </View>
          <View className="sub mt8">{place.text}</View>
          {place.id === 'cpta' ? <CopyAddress /> : <OpenSocialCard />}
          <SourceLine facts={[place]} />
        </View>
      ))}
    </View>
  )
}

/** Opens the mini-program where this build knows its AppID; else, and where WeChat refuses, says how to find it. */
function OpenSocialCard() {
  const [failed, setFailed] = useState(false)
  const canOpen = canOpenSocialCard()
  return (
    <View>
      {canOpen ? (
        <Tap
          id="open-social-card"
          className="btn small quiet mt8"
          onTap={async () => setFailed(!(await openSocialCard()))}
        >
          <Text>打开</Text>
        </Tap>
      ) : null}
      <View className="sub mt8" id="social-card-by-hand" {...LIVE}>
        {canOpen && !failed ? null : canOpen ? `没打开。${BY_HAND}` : BY_HAND}
      </View>
    </View>
  )
}
