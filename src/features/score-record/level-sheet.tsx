import { Text, View } from '@tarojs/components'
import { assess, type Candidate, keptOutPass, type Standing, SUBJECT_NAMES, withChoice } from '@zhuan/exam'
import { useState } from 'react'
import { Sheet } from '@/components/sheet'
import { Tap } from '@/components/tap'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { NOT_COUNTED_TAG, notCountedMark, notCountedWords, passWords } from '@/words/marks'
import { headlineWords, momentOf } from '@/words/standing'
import { statusTag } from '@/words/status'
import type { AskedChange } from './level-choice'
import { addInsteadWords, satAsQuestion } from './level-words'

interface LevelSheetProps {
  candidate: Candidate
  today: string
  asked: AskedChange
  onChange: (wasMistaken: boolean) => void
  onAddInstead: () => void
  onClose: () => void
}

/** Before another level or specialty is saved: what the years so far were sat as, and what either answer comes to. */
export function LevelSheet({ candidate, today, asked, onChange, onAddInstead, onClose }: LevelSheetProps) {
  const { next, change } = asked
  const [wasMistaken, setMistaken] = useState(false)
  const { sittings } = useExamCalendar()
  const question = satAsQuestion(candidate, next, change)
  const changed = withChoice(candidate, next, wasMistaken, today, sittings)
  const assessment = assess(changed, today, sittings)
  const answers = [question.was, question.is]
  return (
    <Sheet id="sat-as-sheet" title={question.title} onClose={onClose}>
      <View className="sub">{question.text}</View>
      <View>
        {change.certificate && next.level !== 'added-specialty' ? (
          <Tap id="add-instead" role="link" className="add-instead soft mt8" onTap={onAddInstead}>
            <Text>{`${addInsteadWords(change.certificate)} ›`}</Text>
          </Tap>
        ) : null}
      </View>
      <View className="mt8">
        {answers.map(({ name, line }, index) => {
          const isOn = wasMistaken === (index === 1)
          return (
            <Tap
              key={name}
              id={index === 1 ? 'was-mistaken' : 'was-so'}
              role="radio"
              selected={isOn}
              label={`${name}，${line}`}
              className="item row"
              onTap={() => setMistaken(index === 1)}
            >
              <View className={`radio ${isOn ? 'on' : ''}`} />
              <View className="grow">
                <View className={isOn ? 'bold' : ''}>{name}</View>
                <View className="cap">{line}</View>
              </View>
            </Tap>
          )
        })}
      </View>
      <View className="row spread sub mt12">
        <View>{`选“${answers[wasMistaken ? 1 : 0]!.name}”，换了以后`}</View>
        <View id="sat-as-result">{headlineWords(assessment, changed)}</View>
      </View>
      <View className="sat-as-list mt8">
        {assessment.subjects.map(standing => (
          <Row key={standing.subject} standing={standing} candidate={changed} today={today} />
        ))}
      </View>
      <Tap id="confirm-change" className="btn mt16" onTap={() => onChange(wasMistaken)}>
        <Text>{question.confirm}</Text>
      </Tap>
      <Tap id="keep-choice" className="link touch-row center keep-choice" onTap={onClose}>
        <Text>先不换</Text>
      </Tap>
    </Sheet>
  )
}

/** A subject after the change: what it is worth, or why its pass does not count. */
function Row({ standing, candidate, today }: { standing: Standing; candidate: Candidate; today: string }) {
  const calendar = useExamCalendar()
  const { subject, passedIn, mark, validThrough } = standing
  const kept = keptOutPass(candidate, subject, today, calendar.sittings)
  const [tone, words] =
    kept && kept.mark !== 'pending'
      ? (['warn', NOT_COUNTED_TAG] as const)
      : statusTag(standing, candidate, momentOf(today, calendar))
  const own = mark === undefined ? undefined : `${passedIn} 年 ${passWords(mark)}，管到 ${validThrough} 年`
  return (
    <View className="item">
      <View className="row spread">
        <View className="row gap6 baseline wrap">
          <View>{SUBJECT_NAMES[subject]}</View>
          <View className="cap">{kept && kept.mark !== 'pending' ? notCountedMark(kept) : ''}</View>
        </View>
        <View className={`tag ${tone}`}>{words}</View>
      </View>
      <View className="cap">{kept ? notCountedWords(kept, subject, candidate) : (own ?? '')}</View>
    </View>
  )
}
