import { Text, View } from '@tarojs/components'
import { LEVEL_NAMES, LEVELS, SPECIALTIES, SPECIALTY_NAMES, type YearCell, yearCells } from '@zhuan/exam'
import { useState } from 'react'
import { Choice } from '@/components/choice'
import { ChoiceRow } from '@/components/choice-row'
import { Refusal } from '@/components/refusal'
import { Tap } from '@/components/tap'
import type { startRecord } from '@/stores/candidate-store'
import { chooseNewcomer } from '@/stores/edit-drafts'
import { useRecord } from '@/stores/use-shown'
import './first-run.scss'

const LEVEL_RULES = [
  '4 科，连续 4 个考试年度内通过',
  '免《技术基础》，3 科，3 个考试年度',
  '考《法律法规》《专业实务》，2 个考试年度',
  '只考《专业实务》，当年通过',
]

/** A pass of 2024 under 考全科, as the core sees its window from the year it was passed. */
const EXAMPLE: YearCell[] = yearCells({ subject: 'law', status: 'valid', passedIn: 2024, validThrough: 2027 }, 2024)
const EXAMPLE_CLASSES: Partial<Record<YearCell['kind'], string>> = { passed: 'passed', coming: 'valid', last: 'last' }
const EXAMPLE_MARKS: Partial<Record<YearCell['kind'], string>> = { passed: ' ✓', last: ' 截止' }

const levelOptions = Object.values(LEVEL_NAMES)
const specialtyOptions = Object.values(SPECIALTY_NAMES)

/** The first screen of somebody new: level, specialty, a worked example, one way on. */
export function FirstRun({ onStart }: { onStart: typeof startRecord }) {
  const newcomer = useRecord(record => record.drafts.newcomer) ?? { level: 'full', specialty: 'other' }
  const level = LEVELS.indexOf(newcomer.level)
  const specialty = SPECIALTIES.indexOf(newcomer.specialty)
  const setLevel = (index: number) => chooseNewcomer({ ...newcomer, level: LEVELS[index]! })
  const [failed, setFailed] = useState(false)
  const start = () => {
    const error = onStart({ ...newcomer, sittings: [] })
    setFailed(!!error)
  }
  return (
    <View id="first-run">
      <View className="h1 first-run-lead" id="headline">
        成绩管到哪年，填完就知道
      </View>
      <View className="sub first-run-lead">不用注册，先存在这部手机。</View>
      <View className="heading">
        <Text>你的考试级别</Text>
        <Choice
          shown={String(level)}
          id="level"
          label="考试级别"
          options={levelOptions}
          index={level}
          onChoose={setLevel}
        >
          <View className="link touch">{`${levelOptions[level]} ▾`}</View>
        </Choice>
      </View>
      <View
        className="card list"
        {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': '考试级别' } : {})}
      >
        {levelOptions.map((name, index) => (
          <Tap
            key={name}
            className="item row level-option"
            role="radio"
            selected={index === level}
            label={`${name}，${LEVEL_RULES[index]}`}
            onTap={() => setLevel(index)}
          >
            <View className={`radio-dot ${index === level ? 'on' : ''}`} />
            <View className="grow">
              <View className={index === level ? 'bold' : ''}>{name}</View>
              <View className="cap">{LEVEL_RULES[index]}</View>
            </View>
          </Tap>
        ))}
      </View>
      <View className="card list">
        <ChoiceRow
          id="specialty"
          label="专业类别"
          labelClass="sub"
          options={specialtyOptions}
          index={specialty}
          last
          onChoose={index => chooseNewcomer({ ...newcomer, specialty: SPECIALTIES[index]! })}
        />
      </View>
      <View className="card">
        <View className="row spread">
          <Text className="bold">看个例子</Text>
          <Text className="tag mute">示例</Text>
        </View>
        <View className="sub mt4">2024 年《法律法规》考了 71 分，合格：</View>
        <View className="cells mt8">
          {EXAMPLE.map(({ year, kind }) => (
            <View
              key={year}
              className={`cell ${EXAMPLE_CLASSES[kind]}`}
            >{`${year % 100}${EXAMPLE_MARKS[kind] ?? ''}`}</View>
          ))}
        </View>
        <View className="cap mt8">合格那年算第 1 年，到 2027 年考试为止；每科各算各的，2028 年起这一科失效。</View>
      </View>
      <Refusal words={failed ? '这部手机没有存下来：小程序的存储空间已满，清理后再试一次。' : undefined} />
      <Tap id="start" className="btn" onTap={start}>
        <Text>下一步，填成绩</Text>
      </Tap>
    </View>
  )
}
