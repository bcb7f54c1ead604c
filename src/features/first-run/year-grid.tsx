import { Text, View } from '@tarojs/components'
import { type Candidate, FIRST_EXAM_YEAR, requiredSubjects, SUBJECT_NAMES } from '@zhuan/exam'
import { useState } from 'react'
import { Tap } from '@/components/tap'
import { cellOf, nextChoice, withCell } from './choices'
import { CELL_WORDS } from './words'
import './year-grid.scss'

/** As many exam years as stand side by side. */
const COLUMNS = 4

const TONES = { passed: 'passed', failed: 'noted', pending: 'noted', valid: 'valid' } as const

interface YearGridProps {
  candidate: Candidate
  /** The latest exam year that has been sat. */
  latest: number
  /** Whether the scores of an exam year are out. */
  hasResults: (examYear: number) => boolean
  onChange: (candidate: Candidate) => void
}

/** 哪几年考过: a cell for every year and subject, filled in by taps. */
export function YearGrid({ candidate, latest, hasResults, onChange }: YearGridProps) {
  const [last, setLast] = useState(latest)
  const years = Array.from({ length: COLUMNS }, (_, index) => last - COLUMNS + 1 + index)
  const hasEarlier = years[0]! > FIRST_EXAM_YEAR
  const move = () => setLast(hasEarlier ? Math.max(FIRST_EXAM_YEAR + COLUMNS - 1, last - COLUMNS) : latest)
  return (
    <View className="card year-grid">
      <View className="grid-row grid-head">
        <Tap id="other-years" className="grid-name link touch" onTap={move}>
          <Text>{hasEarlier ? '‹ 更早' : '最近 ›'}</Text>
        </Tap>
        {years.map(year => (
          <View key={year} className="grid-year">
            <View>{year}</View>
            {hasResults(year) ? null : <View>没出分</View>}
          </View>
        ))}
      </View>
      {requiredSubjects(candidate.level).map(subject => (
        <View key={subject} className="grid-row">
          <View className="grid-name">{SUBJECT_NAMES[subject]}</View>
          {years.map(year => {
            const cell = cellOf(candidate, year, subject)
            const mark = cell === 'valid' ? undefined : cell
            return (
              <Tap
                key={year}
                id={`first-${year}-${subject}`}
                className={`grid-cell ${cell ? TONES[cell] : ''}`}
                label={`${year} 年${SUBJECT_NAMES[subject]}，${cell ? CELL_WORDS[cell] : '没填'}`}
                onTap={() => onChange(withCell(candidate, year, subject, nextChoice(mark, hasResults(year))))}
              >
                <View>{cell ? CELL_WORDS[cell] : ''}</View>
              </Tap>
            )
          })}
        </View>
      ))}
      <View className="cap mt8">点一下合格，再点没过、待出分，再点清空。</View>
    </View>
  )
}
