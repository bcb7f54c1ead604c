import { Text, View } from '@tarojs/components'
import { LEVELS, SPECIALTIES } from '@zhuan/exam'
import { useState } from 'react'
import { ChoiceRow } from '@/components/choice-row'
import { Tap } from '@/components/tap'
import { satAsWords } from './level-words'
import type { useScoreForm } from './use-score-form'
import { LEVEL_OPTIONS, SPECIALTY_OPTIONS } from './words'

/** What a year was sat as, which may be another level or specialty than now: one row that says it, and unfolds. */
export function SatAsRows({ form }: { form: ReturnType<typeof useScoreForm> }) {
  const { year, satAs } = form
  // Kept for the year it was opened in: a key would send the row anew with every year.
  const [openYear, setOpenYear] = useState<number>()
  const isOpen = openYear === year
  return (
    <View>
      <Tap id="sat-as" className="row spread touch-row" onTap={() => setOpenYear(isOpen ? undefined : year)}>
        <Text className="cap">{`${year} 年报考`}</Text>
        <Text className="cap">{`${satAsWords(satAs)} ${isOpen ? '▴' : '▾'}`}</Text>
      </Tap>
      <View>
        {isOpen ? (
          <View>
            <ChoiceRow
              id="sitting-level"
              label={`${year} 年报考的级别`}
              options={LEVEL_OPTIONS}
              index={LEVELS.indexOf(satAs.level)}
              labelClass="sub"
              valueClass="sub"
              onChoose={index => form.chooseSatAs({ level: LEVELS[index]! })}
            />
            <ChoiceRow
              id="sitting-specialty"
              label={`${year} 年报考的专业`}
              options={SPECIALTY_OPTIONS}
              index={SPECIALTIES.indexOf(satAs.specialty)}
              labelClass="sub"
              valueClass="sub"
              last
              onChoose={index => form.chooseSatAs({ specialty: SPECIALTIES[index]! })}
            />
          </View>
        ) : null}
      </View>
    </View>
  )
}
