import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { LIVE } from '@/components/aria'
import { SelectableText } from '@/components/selectable-text'
import { Tap } from '@/components/tap'
import { copyText } from '@/platform/clipboard'
import { OFFICIAL_SITE } from '../content/score'

/** Copies the official site's address on a tap; where WeChat or the person refuses, the address stands there to be copied by hand. */
export function CopyAddress() {
  const [copied, setCopied] = useState<boolean>()
  return (
    <View>
      <Tap
        id="copy-address"
        className="btn small quiet mt8"
        onTap={async () => setCopied(await copyText(OFFICIAL_SITE))}
      >
        <Text>复制网址</Text>
      </Tap>
      <View className="cap mt4" id="copy-result" {...LIVE}>
        {copied === undefined ? null : copied ? '网址已复制，到浏览器里打开。' : '没能自动复制。长按下面的网址复制：'}
        {copied === false ? <SelectableText text={OFFICIAL_SITE} /> : null}
      </View>
    </View>
  )
}
