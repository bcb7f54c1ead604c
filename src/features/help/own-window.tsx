import { View } from '@tarojs/components'
import { assess } from '@zhuan/exam'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { useRecord } from '@/stores/use-shown'
import { windowWords } from './window-words'

/** The rule of the window, told with the candidate's own passes; nothing without any. */
export function OwnWindow({ today }: { today: string }) {
  const candidate = useRecord(record => record.candidate)
  const { sittings } = useExamCalendar()
  const lines = candidate ? assess(candidate, today, sittings).subjects.flatMap(each => windowWords(each) ?? []) : []
  if (lines.length === 0) return null
  return (
    <View>
      <View className="heading">按你的成绩</View>
      <View className="card soft" id="own-window">
        {lines.map(line => (
          <View key={line} className="item flush">
            {line}
          </View>
        ))}
      </View>
    </View>
  )
}
