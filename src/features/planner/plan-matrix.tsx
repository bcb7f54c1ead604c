import { View } from '@tarojs/components'
import { type Level, SUBJECT_NAMES, type TrialCell } from '@zhuan/exam'
import type { Plan } from '@zhuan/exam/plan'
import { verdictWords } from './words'

const CELLS: Record<TrialCell, [className: string, text: string]> = {
  none: ['blank', ''],
  passed: ['passed', '✓'],
  assumed: ['passed', '假如'],
  valid: ['valid', '有效'],
  last: ['last', '截止'],
  expired: ['expired', '失效'],
  failed: ['', '没过'],
  pending: ['', '待出分'],
}

/** What the plan comes to, and every subject year by year. */
export function PlanMatrix({ plan, level }: { plan: Plan; level: Level }) {
  const { columns, rows } = plan
  const { verdict, tag } = verdictWords(plan, level)
  return (
    <View>
      <View className="row spread wrap plan-verdict" id="plan-result">
        <View className="bold">{verdict}</View>
        {tag ? <View className="tag bad">{tag}</View> : null}
      </View>
      <View className="plan-row">
        <View className="plan-name cap">考试年度</View>
        {columns.map((year, index) => (
          <View key={year} className={`cell blank ${index === columns.length - 1 ? 'chosen' : ''}`}>
            {String(year).slice(2)}
          </View>
        ))}
      </View>
      {rows.map(({ subject, cells }) => (
        <View key={subject} className="plan-row" id={`plan-${subject}`}>
          <View className="plan-name">{SUBJECT_NAMES[subject]}</View>
          {cells.map((cell, index) => (
            <View key={columns[index]} className={`cell ${CELLS[cell][0]}`}>
              {CELLS[cell][1]}
            </View>
          ))}
        </View>
      ))}
    </View>
  )
}
