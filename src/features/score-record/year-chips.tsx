import { Text, View } from '@tarojs/components'
import { Choice } from '@/components/choice'
import { Tap } from '@/components/tap'
import type { useScoreForm } from './use-score-form'
import { UNSAVED } from './words'

/** More than anybody has under today's rules until 2030; a backup may hold up to 60. */
const MANY_YEARS = 12

/** The exam years to choose from. A dot says that one has something that is not saved, and a line leads there. */
export function YearChips({ form }: { form: ReturnType<typeof useScoreForm> }) {
  const { year, years, unsavedYear, addableYears } = form
  return (
    <View>
      <View className={`chips ${years.length > MANY_YEARS ? 'scrolling' : ''}`}>
        {years.map(each => (
          <Tap
            key={each}
            id={`year-${each}`}
            role="tab"
            selected={each === year}
            className="chip-touch"
            label={form.isUnsaved(each) ? `${each} 年，${UNSAVED}` : `${each} 年`}
            onTap={() => form.selectYear(each)}
          >
            <View className={`chip ${each === year ? 'on' : ''} ${form.isUnsaved(each) ? 'unsaved' : ''}`}>{each}</View>
          </Tap>
        ))}
        <Choice
          shown=""
          id="add-year"
          value=""
          label="添加考试年度"
          options={addableYears.map(each => `${each} 年`)}
          index={Math.max(0, addableYears.indexOf(Math.min(...years)) - 1)}
          onChoose={index => form.addYear(addableYears[index] as number)}
        >
          <View className="chip-touch">
            <View className="chip">＋ 年度</View>
          </View>
        </Choice>
      </View>
      <View>
        {unsavedYear ? (
          <View className="row spread unsaved-line">
            <View className="row gap6 sub">
              <View className="unsaved-dot" />
              <View>{`${unsavedYear} 年${UNSAVED}`}</View>
            </View>
            <Tap id="unsaved-year" role="link" className="link touch" onTap={() => form.selectYear(unsavedYear)}>
              <Text>去看 ›</Text>
            </Tap>
          </View>
        ) : null}
      </View>
    </View>
  )
}
