import { Text, View } from '@tarojs/components'
import {
  assess,
  type Candidate,
  LEVEL_NAMES,
  LEVELS,
  latestSittingYear,
  SPECIALTIES,
  SPECIALTY_NAMES,
} from '@zhuan/exam'
import { useState } from 'react'
import { Choice } from '@/components/choice'
import { Refusal } from '@/components/refusal'
import { Tap } from '@/components/tap'
import type { StorageError } from '@/platform/storage'
import { NEWCOMER } from '@/stores/drafts'
import { chooseNewcomer } from '@/stores/edit-drafts'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { useRecord } from '@/stores/use-shown'
import { specialtyName } from '@/words/subjects'
import { finished } from './choices'
import { LEVEL_RULES, outcomeWords, STORAGE_FULL } from './words'
import { YearGrid } from './year-grid'
import { hasResults } from './years'
import './first-run.scss'

const levelOptions = Object.values(LEVEL_NAMES)
const specialtyOptions = Object.values(SPECIALTY_NAMES)

interface FirstRunProps {
  today: string
  onStart: (candidate: Candidate) => StorageError | undefined
}

/** The first screen of somebody new: level, specialty, and which years were passed, all in one. */
export function FirstRun({ today, onStart }: FirstRunProps) {
  const candidate = useRecord(({ drafts }) => drafts.newcomer) ?? NEWCOMER
  const calendar = useExamCalendar()
  const [isRefused, setRefused] = useState(false)
  const { level, specialty } = candidate
  const change = (next: Partial<Candidate>) => chooseNewcomer({ ...candidate, ...next })
  const shown = finished(candidate)
  const outcome = outcomeWords(assess(shown, today, calendar.sittings), shown)
  const chooseLevel = (index: number) => change({ level: LEVELS[index]! })
  return (
    <View id="first-run">
      <View className="h1 first-run-lead" id="headline">
        哪几年考过，点一下
      </View>
      <View className="sub first-run-lead">不用注册，先存在这部手机；分数以后再补。</View>
      <View
        className="segments level-choices"
        {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': '考试级别' } : {})}
      >
        {levelOptions.map((name, index) => (
          <Tap
            key={name}
            className="segment"
            role="radio"
            selected={LEVELS[index] === level}
            label={`${name}，${LEVEL_RULES[LEVELS[index]!]}`}
            onTap={() => chooseLevel(index)}
          >
            <View className={`segment-face ${LEVELS[index] === level ? 'on' : ''}`}>{name}</View>
          </Tap>
        ))}
      </View>
      <View className="row spread first-run-rules">
        <Choice
          shown={level}
          id="level"
          label="考试级别"
          className="grow"
          options={levelOptions}
          index={LEVELS.indexOf(level)}
          onChoose={chooseLevel}
        >
          <View className="cap touch">{LEVEL_RULES[level]}</View>
        </Choice>
        <Choice
          shown={specialty}
          id="specialty"
          label="专业类别"
          options={specialtyOptions}
          index={SPECIALTIES.indexOf(specialty)}
          onChoose={index => change({ specialty: SPECIALTIES[index]! })}
        >
          <View className="chip-touch">
            <View className="cap first-run-label">专业</View>
            <View className="chip">{`${specialtyName(specialty)} ▾`}</View>
          </View>
        </Choice>
      </View>
      <YearGrid
        candidate={candidate}
        latest={latestSittingYear(today, calendar.sittings)}
        hasResults={year => hasResults(calendar, year, today)}
        onChange={change}
      />
      <View
        className="card soft first-run-outcome"
        id="first-outcome"
        {...(process.env.TARO_ENV === 'h5' ? { 'aria-live': 'polite' } : { ariaLive: 'polite' })}
      >
        <View className="bold">{outcome.lead}</View>
        <View className="sub">{outcome.rest}</View>
      </View>
      <Refusal words={isRefused ? STORAGE_FULL : undefined} />
      <Tap id="start" className="btn" onTap={() => setRefused(!!onStart(finished(candidate)))}>
        <Text>看我的进度</Text>
      </Tap>
    </View>
  )
}
