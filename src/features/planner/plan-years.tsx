import { Text, View } from '@tarojs/components'
import { SUBJECT_NAMES, type Subject } from '@zhuan/exam'
import type { PlanYear } from '@zhuan/exam/plan'
import { useState } from 'react'
import { Tap } from '@/components/tap'
import { shortName } from '@/words/subjects'
import type { usePlan } from './use-plan'
import { OTHER_SUBJECTS, pendingWords, yearNote } from './words'

type Plan = ReturnType<typeof usePlan>

/** The years ahead: what is passed in each of them. */
export function PlanYears({ plan }: { plan: Plan }) {
  return (
    <View>
      {plan.shown.years.map(year => (
        <View key={year.examYear} className="plan-year" id={`plan-year-${year.examYear}`}>
          <View className="plan-when bold">{year.examYear}</View>
          <YearChoice plan={plan} year={year} />
        </View>
      ))}
    </View>
  )
}

function YearChoice({ plan, year }: { plan: Plan; year: PlanYear }) {
  const assumed = plan.assumptions[year.examYear] ?? {}
  const subjects = year.open.filter(subject => assumed[subject] !== undefined)
  const [subject] = subjects
  if (subject === undefined) return <View className="sub grow">{yearNote(year)}</View>
  if (subjects.length === 1 && year.phase !== 'coming') return <OneSubject plan={plan} year={year} subject={subject} />
  return <Subjects plan={plan} year={year} subjects={subjects} />
}

/** Only one subject is undecided: passed or not. */
function OneSubject({ plan, year, subject }: { plan: Plan; year: PlanYear; subject: Subject }) {
  const { examYear } = year
  const outcome = plan.assumptions[examYear]?.[subject]
  return (
    <View className="row spread wrap grow">
      <View className="sub">{pendingWords(year, shortName(subject), plan.tried(examYear, subject))}</View>
      <View className="segments">
        {(['passed', 'failed'] as const).map(each => (
          <Tap
            key={each}
            id={`plan-${examYear}-${subject}-${each}`}
            role="radio"
            selected={outcome === each}
            label={`假如 ${examYear} 年${SUBJECT_NAMES[subject]}${each === 'passed' ? '过了' : '没过'}`}
            className="segment"
            onTap={() => plan.choose(year, subject, each)}
          >
            <View className={`segment-face plan-face ${outcome === each ? 'on' : ''}`}>
              {each === 'passed' ? '过了' : '没过'}
            </View>
          </Tap>
        ))}
      </View>
    </View>
  )
}

/** A chip for each subject that is sat; the others unfold behind one more. */
function Subjects({ plan, year, subjects }: { plan: Plan; year: PlanYear; subjects: Subject[] }) {
  const [isUnfolded, setUnfolded] = useState(false)
  const { examYear, open, phase } = year
  const others = phase === 'coming' ? open.filter(subject => !subjects.includes(subject)) : []
  return (
    <View className="plan-chips grow">
      {subjects.map(subject => {
        const isPassed = plan.assumptions[examYear]?.[subject] === 'passed'
        return (
          <Tap
            key={subject}
            id={`plan-${examYear}-${subject}`}
            role="checkbox"
            selected={isPassed}
            label={`假如 ${examYear} 年${SUBJECT_NAMES[subject]}过了`}
            className={`plan-chip ${isPassed ? 'on' : ''}`}
            onTap={() => plan.choose(year, subject, isPassed ? 'failed' : 'passed')}
          >
            <Text>{isPassed ? `✓ ${SUBJECT_NAMES[subject]}` : `${SUBJECT_NAMES[subject]} 没过`}</Text>
          </Tap>
        )
      })}
      {others.length > 0 && !isUnfolded ? (
        <Tap
          id={`plan-${examYear}-more`}
          label={`${examYear} 年${OTHER_SUBJECTS}`}
          className="plan-chip"
          onTap={() => setUnfolded(true)}
        >
          <Text>{subjects.length > 1 ? '＋' : `＋ ${OTHER_SUBJECTS}`}</Text>
        </Tap>
      ) : null}
      {isUnfolded
        ? others.map(subject => (
            <Tap
              key={subject}
              id={`plan-${examYear}-${subject}`}
              role="checkbox"
              selected={false}
              label={`假如 ${examYear} 年${SUBJECT_NAMES[subject]}也过了`}
              className="plan-chip"
              onTap={() => plan.choose(year, subject, 'passed')}
            >
              <Text>{`＋ ${SUBJECT_NAMES[subject]}`}</Text>
            </Tap>
          ))
        : null}
    </View>
  )
}
