import { Text, View } from '@tarojs/components'
import {
  type Assessment,
  assumableYears,
  type Candidate,
  nextSittingYear,
  SUBJECT_NAMES,
  type Subject,
  type TrialCell,
  whatIf,
} from '@zhuan/exam'
import { useState } from 'react'
import { Sheet } from '@/components/sheet'
import { Tap } from '@/components/tap'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { missingSubjects } from '@/words/standing'
import { otherSitting } from './other-sitting'
import { whatIfWords } from './what-if-words'
import './what-if-sheet.scss'

const CELLS: Record<TrialCell, [className: string, text: string]> = {
  none: ['blank', ''],
  passed: ['passed', '✓'],
  assumed: ['passed', '假如'],
  valid: ['valid', '有效'],
  last: ['last', '截止'],
  expired: ['expired', '失效'],
  failed: ['', '未过'],
  pending: ['', '待出分'],
}

interface WhatIfSheetProps {
  candidate: Candidate
  assessment: Assessment
  onClose: () => void
}

/** 假如考过: pick a sitting and subjects, see the standing as if they were passed. Nothing is saved. */
export function WhatIfSheet({ candidate, assessment, onClose }: WhatIfSheetProps) {
  const calendar = useExamCalendar()
  const next = nextSittingYear(assessment.asOf, calendar.sittings)
  const years = assumableYears(candidate, calendar, assessment.asOf)
  const [year, setYear] = useState(years[0]!)
  const [chosen, setChosen] = useState<Subject[]>(() => missingSubjects(assessment))
  const tryIn = (examYear: number) => whatIf(candidate, calendar, examYear, chosen, assessment.asOf)
  const reaches = (examYear: number) => tryIn(examYear).certificate !== null
  const trial = tryIn(year)
  const other = otherSitting(years, year, reaches)
  const inTime = other !== undefined && other < year && reaches(other) ? other : undefined
  const words = whatIfWords(trial, assessment.required.length, inTime)
  const toggle = (subject: Subject) =>
    setChosen(chosen.includes(subject) ? chosen.filter(other => other !== subject) : [...chosen, subject])
  return (
    <Sheet id="what-if-sheet" title="假如考过" onClose={onClose}>
      <View className="sub">只是试算，不会保存。</View>
      <View className="segments mt12">
        {years.map(each => (
          <Tap
            key={each}
            id={`what-if-year-${each}`}
            role="tab"
            selected={each === year}
            className="segment"
            onTap={() => setYear(each)}
          >
            <View className={`segment-face ${each === year ? 'on' : ''}`}>
              {each < next ? `${each} 待出分` : `${each} 年`}
            </View>
          </Tap>
        ))}
      </View>
      <View className="trial-subjects mt12">
        {assessment.required.map(subject => {
          const on = chosen.includes(subject)
          return (
            <Tap
              key={subject}
              id={`what-if-${subject}`}
              role="checkbox"
              selected={on}
              label={SUBJECT_NAMES[subject]}
              className={`chip ${on ? 'on' : ''}`}
              onTap={() => toggle(subject)}
            >
              <Text>{`${on ? '✓ ' : ''}${SUBJECT_NAMES[subject]}`}</Text>
            </Tap>
          )
        })}
      </View>
      <View className="divider" />
      <View className="row spread" id="what-if-result">
        <View className="bold grow">{words.verdict}</View>
        {words.tag ? <View className={`tag ${trial.certificate ? 'ok' : 'bad'}`}>{words.tag}</View> : null}
      </View>
      <View className="trial mt12">
        <View className="trial-row">
          <View className="trial-name cap">考试年度</View>
          {trial.years.map(each => (
            <View key={each} className={`cell blank ${each === year ? 'chosen' : ''}`}>
              {String(each).slice(2)}
            </View>
          ))}
        </View>
        {trial.rows.map(({ subject, cells }) => (
          <View key={subject} className="trial-row">
            <View className="trial-name">{SUBJECT_NAMES[subject]}</View>
            {cells.map((cell, index) => (
              <View key={trial.years[index]} className={`cell ${CELLS[cell][0]}`}>
                {CELLS[cell][1]}
              </View>
            ))}
          </View>
        ))}
      </View>
      <View className="sub mt12">{words.reason}</View>
      {other === undefined ? null : (
        <Tap id="what-if-other" className="btn mt16" onTap={() => setYear(other)}>
          <Text>{`换 ${other} 年看看`}</Text>
        </Tap>
      )}
    </Sheet>
  )
}
