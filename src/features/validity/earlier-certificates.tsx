import { View } from '@tarojs/components'
import type { Assessment } from '@zhuan/exam'
import { earlierCertificateWords } from './words'

/** What was reached at another level or for another specialty, and is kept: whoever adds a specialty has it. */
export function EarlierCertificates({ assessment }: { assessment: Assessment }) {
  const { earlierCertificates } = assessment
  if (earlierCertificates.length === 0) return null
  return (
    <View>
      <View className="heading">
        {earlierCertificates.every(({ level }) => level === 'added-specialty') ? '你的合格证明' : '你的证书'}
      </View>
      <View className="card" id="earlier-certificates">
        {earlierCertificates.map(certificate => {
          const { name, tag, line } = earlierCertificateWords(certificate)
          return (
            <View key={name} className="item flush row at-top">
              <View className="badge ok">
                <View className="icon icon-cert" />
              </View>
              <View className="grow">
                <View className="row spread">
                  <View className="bold">{name}</View>
                  <View className="tag ok">{tag}</View>
                </View>
                <View className="cap">{line}</View>
              </View>
            </View>
          )
        })}
      </View>
    </View>
  )
}
