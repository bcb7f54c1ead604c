import { Text, View } from '@tarojs/components'
import { Tap } from '@/components/tap'
import type { ReminderRow, TemplateGroup } from './overview'
import { ReminderRowView } from './reminder-row'
import { addWords, sharedBy } from './words'

interface GroupCardProps {
  group: TemplateGroup
  today: string
  onAdd: () => void
  onRow: (row: ReminderRow) => void
  /** WeChat refuses for this template by itself: asking does nothing. */
  stuck: boolean
}

/** A template: how many messages are left, who shares them, and who would go without. */
export function GroupCard({ group, today, onAdd, onRow, stuck }: GroupCardProps) {
  const { first, left, waiting } = group
  const goesShort = waiting.length > left
  const id = `add-grant-${first}`
  const said = (words: string) => `${words}，${group.title}`
  return (
    <View className="card">
      <View className="row spread">
        <View className="grow">
          <View className="bold">{group.title}</View>
          <View className="cap" id={`grants-${first}`}>
            <Text>还能收到 </Text>
            <Text className="digits bold">{String(left)}</Text>
            <Text>{` 条${sharedBy(group)}`}</Text>
          </View>
        </View>
        {goesShort || stuck ? null : (
          <Tap id={id} className="link touch" label={said('再加一次')} onTap={onAdd}>
            <Text>再加一次</Text>
          </Tap>
        )}
      </View>
      <View className="group-rows">
        {waiting.map(row => (
          <ReminderRowView key={row.key} row={row} today={today} onTap={onRow} />
        ))}
      </View>
      {goesShort && !stuck ? (
        <Tap id={id} className="btn mt12" label={said(addWords(group))} onTap={onAdd}>
          <Text>{addWords(group)}</Text>
        </Tap>
      ) : null}
    </View>
  )
}
