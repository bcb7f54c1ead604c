import { Text, View } from '@tarojs/components'
import { type Level, type Milestone, type MilestoneState, previousFact } from '@zhuan/exam'
import { useState } from 'react'
import { Tap } from '@/components/tap'
import { dayWords } from '@/words/days'
import {
  earlierWords,
  originWords,
  ROW_NAMES,
  reviewWords,
  STATUS_TAGS,
  sourceWords,
  stateWords,
  whenWords,
} from '@/words/milestones'
import { AddToPhone } from './add-to-phone'
import { RemindLink } from './remind-link'
import { cycleRows } from './rows'
import { onlyAfterWords, SHORT_NAMES } from './words'
import './timeline.scss'

interface TimelineProps {
  states: readonly MilestoneState[]
  /** What comes next for the candidate. */
  next?: Milestone
  region: string | null
  today: string
  level: Level
  /** Whether everything was passed in this exam year. */
  hasPassed: boolean
  /** The row that somebody was sent to: it is not left folded away. */
  openKind?: string | undefined
}

type RowProps = Pick<TimelineProps, 'region' | 'today'> & { state: MilestoneState }

/** The cycle of an exam year: what is over folded, the next thing marked, what is of use only later quiet. */
export function Timeline({ states, next, region, today, level, hasPassed, openKind }: TimelineProps) {
  const { folded, shown, quiet } = cycleRows(states, hasPassed)
  const [isOpen, setOpen] = useState(folded.some(({ milestone }) => milestone.kind === openKind))
  return (
    <View className="card timeline">
      {folded.length > 0 ? (
        <Tap id="fold" className="timeline-fold" onTap={() => setOpen(!isOpen)}>
          <View className="grow">
            {`已过去 ${folded.length} 项：`}
            {isOpen
              ? null
              : folded.map(({ milestone: { kind } }, index) => (
                  <Text key={kind} id={`milestone-${kind}`}>
                    {index > 0 ? `、${SHORT_NAMES[kind]}` : SHORT_NAMES[kind]}
                  </Text>
                ))}
          </View>
          <Text className="no-shrink">{isOpen ? '收起 ▴' : '展开 ▾'}</Text>
        </Tap>
      ) : null}
      {isOpen
        ? folded.map(state => <Row key={state.milestone.kind} state={state} region={region} today={today} />)
        : null}
      {shown.map(state => (
        <Row key={state.milestone.kind} state={state} region={region} today={today} isNext={state.milestone === next} />
      ))}
      {quiet.length > 0 ? <View className="timeline-only sub">{onlyAfterWords(level)}</View> : null}
      {quiet.map(state => (
        <QuietRow key={state.milestone.kind} state={state} region={region} today={today} />
      ))}
    </View>
  )
}

function Row({ state, region, today, isNext = false }: RowProps & { isNext?: boolean }) {
  const { milestone: row, phase } = state
  const { kind, status, examYear, source } = row
  const [tone, words] = STATUS_TAGS[status]
  const isOver = phase === 'over' || phase === 'superseded'
  const isOpen = phase === 'open' || phase === 'possible' || phase === 'unconfirmed'
  const fact = status === 'expected' && !isOver ? previousFact(kind, examYear, region) : undefined
  const earlier =
    fact && [earlierWords(fact, today), fact.source && sourceWords(fact.source)].filter(Boolean).join('，')
  const when = [
    whenWords(row, today) + (isOver ? `，${stateWords(state)}` : ''),
    status === 'official' && source ? sourceWords(source) : '',
  ]
  const origin = originWords(row, region)
  return (
    <View id={`milestone-${kind}`} className={`milestone ${isNext ? 'next' : isOver ? 'done' : ''}`}>
      <View className="row spread">
        <View className="row gap6">
          <View className="milestone-name">{ROW_NAMES[kind]}</View>
          <View className={`tag ${tone}`}>{words}</View>
        </View>
        {isOver ? null : (
          <View className="milestone-links">
            <RemindLink kind={kind} examYear={examYear} />
            <AddToPhone state={state} today={today} />
          </View>
        )}
      </View>
      <View className="cap">{when.filter(Boolean).join(' · ')}</View>
      {isNext ? (
        <View className="milestone-count">
          {`今天 ${dayWords(today, Number(today.slice(0, 4)))}，${stateWords(state)}`}
        </View>
      ) : isOpen ? (
        <View className="cap">{stateWords(state)}</View>
      ) : null}
      {earlier ? <View className="cap">{earlier}</View> : null}
      {kind === 'post-review' && !isOver ? <View className="cap">{reviewWords(region)}</View> : null}
      {origin ? <View className="cap">{origin}</View> : null}
    </View>
  )
}

/** A row that is of use only later: its name and when, on one line. */
function QuietRow({ state, region, today }: RowProps) {
  const { milestone: row, phase } = state
  const { kind, status, examYear } = row
  const tag = STATUS_TAGS[status][1]
  const isOpen = phase === 'open' || phase === 'unconfirmed'
  const notes = [
    kind === 'post-review' ? reviewWords(region) : '',
    originWords(row, region),
    isOpen ? stateWords(state) : '',
  ]
  return (
    <View id={`milestone-${kind}`} className="milestone quiet-row">
      <View className="row spread">
        <View className="row gap6 baseline wrap">
          <View className="milestone-name">{ROW_NAMES[kind]}</View>
          <View className="cap">{`${tag} ${whenWords(row, today)}`}</View>
        </View>
        <View className="milestone-links">
          <RemindLink kind={kind} examYear={examYear} />
          <AddToPhone state={state} today={today} />
        </View>
      </View>
      {notes.filter(Boolean).length > 0 ? <View className="cap">{notes.filter(Boolean).join(' · ')}</View> : null}
    </View>
  )
}
