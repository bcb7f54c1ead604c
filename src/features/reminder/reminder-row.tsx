import { Text, View } from '@tarojs/components'
import { Tap } from '@/components/tap'
import type { ReminderRow } from './overview'
import { rowTag, rowTitle, rowWords } from './words'

interface ReminderRowProps {
  row: ReminderRow
  today: string
  /** What the line under the name says, where it is not the state's own words. */
  words?: string
  tag?: [tone: string, words: string]
  onTap?: (row: ReminderRow) => void
}

/** A reminder: its name and region, when it comes or what became of it, and a tag that says so in a word. */
export function ReminderRowView({ row, today, words, tag, onTap }: ReminderRowProps) {
  const [tone, tagWords] = tag ?? rowTag(row)
  const content = (
    <View className="row spread">
      <View className="grow">
        <View>
          <Text>{rowTitle(row)}</Text>
          {row.wanted.region ? <Text className="cap">{` ${row.wanted.region}`}</Text> : null}
        </View>
        <View className="cap">{words ?? rowWords(row, today)}</View>
      </View>
      <View className={`tag ${tone}`}>{tagWords}</View>
    </View>
  )
  const id = `reminder-${row.key}`
  if (!onTap)
    return (
      <View id={id} className="item">
        {content}
      </View>
    )
  return (
    <Tap id={id} className="item" onTap={() => onTap(row)}>
      {content}
    </Tap>
  )
}
