import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { SelectableText } from '@/components/selectable-text'
import { Tap } from '@/components/tap'
import { copyText } from '@/platform/clipboard'
import { say } from '@/platform/dialog'
import { API_BASE, HAS_SERVER } from '@/platform/request'
import { useRecord, useServerSide } from '@/stores/use-shown'
import { instantWords } from '@/words/days'

/** When the calendar was last brought up to date by the server, and its address for calendar apps. */
export function CalendarUpdated({ today }: { today: string }) {
  const updatedAt = useServerSide(({ feed }) => feed?.updatedAt)
  const region = useRecord(record => record.region)
  const [shown, setShown] = useState(false)
  const address = `${API_BASE}/v1/calendar.ics${region === null ? '' : `?region=${encodeURIComponent(region)}`}`
  const copy = async () => {
    const isCopied = await copyText(address)
    setShown(!isCopied)
    if (isCopied) say('已复制，粘贴到手机日历的“订阅日历”里')
  }
  return (
    <View>
      {updatedAt ? (
        <View className="cap" id="calendar-updated">
          {`更新于 ${instantWords(updatedAt, Number(today.slice(0, 4)))}`}
        </View>
      ) : null}
      {HAS_SERVER ? (
        <Tap id="copy-calendar" className="link touch" onTap={() => void copy()}>
          <Text>复制日历订阅地址</Text>
        </Tap>
      ) : null}
      {shown ? <SelectableText text={address} /> : null}
    </View>
  )
}
