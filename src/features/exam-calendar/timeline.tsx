import { Text, View } from '@tarojs/components'
import { MILESTONE_NAMES, type Milestone, type MilestoneState, postReviewNote, previousFact } from '@zhuan/exam'
import { dayWords, earlierWords, STATUS_TAGS, stateWords, whenWords } from './words'
import './timeline.scss'

interface TimelineProps {
  states: readonly MilestoneState[]
  /** What comes next for the candidate. */
  next?: Milestone
  region: string | null
  today: string
}

/** The cycle of an exam year, from the plan to the paper certificate; the next thing to come is marked. */
export function Timeline({ states, next, region, today }: TimelineProps) {
  return (
    <View className="card timeline">
      {states.map(state => (
        <TimelineRow
          key={state.milestone.kind}
          state={state}
          region={region}
          today={today}
          isNext={state.milestone === next}
        />
      ))}
    </View>
  )
}

function TimelineRow({
  state,
  region,
  today,
  isNext,
}: {
  state: MilestoneState
  region: string | null
  today: string
  isNext: boolean
}) {
  const { milestone: row, phase } = state
  const { kind, status, examYear } = row
  const currentYear = Number(today.slice(0, 4))
  const [tone, words] = STATUS_TAGS[status]
  const isOver = phase === 'over' || phase === 'superseded'
  // A reference row is the earlier fact itself, and its note says of which year.
  const earlier = status === 'expected' && !isOver ? previousFact(kind, examYear, region) : undefined
  const origin = [
    // A reference says the year it is of, also when it lies in the past.
    ...(row.note && (!isOver || status === 'reference') ? [row.note] : []),
    ...(row.source && (!isOver || status === 'official') ? [`来源：${row.source}`] : []),
  ]
  const time = row.time ? ` ${row.time}` : ''
  return (
    <View id={`milestone-${kind}`} className={`milestone ${isNext ? 'next' : isOver ? 'done' : ''}`}>
      <View className="row gap6">
        <View className="milestone-name">{MILESTONE_NAMES[kind]}</View>
        <View className={`tag ${tone}`}>{words}</View>
      </View>
      <View className="cap">
        {`${whenWords(row, currentYear)}${time}${isOver ? ` · ${stateWords(state)}` : ''}${earlier ? ` · ${earlierWords(earlier, currentYear)}` : ''}`}
      </View>
      {isOver ? null : (
        <View className={isNext ? 'milestone-count' : 'cap'}>
          {isNext ? `今天 ${dayWords(today, currentYear)}，${stateWords(state)}` : stateWords(state)}
        </View>
      )}
      {kind === 'post-review' && !isOver ? <View className="cap">{reviewWords(region)}</View> : null}
      {origin.length > 0 ? (
        <View className="cap">
          <Text userSelect>{origin.join(' · ')}</Text>
        </View>
      ) : null}
    </View>
  )
}

function reviewWords(region: string | null): string {
  if (region === null) return '各地不同，选好地区看往年通知'
  const note = postReviewNote(region)
  return note ? `${region}：${note}` : `${region}未见往年通知，看当地公告、短信和电话`
}
