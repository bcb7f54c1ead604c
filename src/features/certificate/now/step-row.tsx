import { Text, View } from '@tarojs/components'
import { type Subject, TICK_NAMES, type Tick } from '@zhuan/exam'
import type { Step } from '@zhuan/exam/next-step'
import { Tap } from '@/components/tap'
import { STATUS_TAGS } from '@/words/milestones'
import { CheckRow } from '../parts/check-row'
import { PlaceRows } from '../score/place-rows'
import type { Path } from '../use-path'
import { openStep, stepPlace } from './step-places'
import { moreWords, stepName, whenWords } from './step-words'

interface StepRowProps {
  id: string
  step: Step
  path: Path
  /** Subjects whose scores are awaited. */
  awaited: readonly Subject[]
  isNext: boolean
  onTick: (tick: Tick, examYear: number) => void
}

/** One step of the way, with when it is; the next one with all that can be done about it here. */
export function StepRow({ id, step, path, awaited, isNext, onTick }: StepRowProps) {
  const name = stepName(step, path)
  // Of the next step the card above says when it is, and with which status.
  const when = isNext ? '' : whenWords(step, path)
  const more = isNext && step.kind === 'look-up-scores' ? undefined : moreWords(step, path, awaited)
  const row = step.state?.milestone
  const [tone, status] = when && row ? STATUS_TAGS[row.status] : []
  const words = (
    <View className="grow">
      <View className="row gap6 wrap">
        <View className="bold">{name}</View>
        {status ? <View className={`tag ${tone}`}>{status}</View> : null}
      </View>
      {when ? <View className="cap">{when}</View> : null}
      {more ? <View className="cap">{more}</View> : null}
    </View>
  )
  return (
    <View className={`leg ${isNext ? 'next' : ''}`}>
      {stepPlace(step.kind) === undefined ? (
        <View id={id} className="leg-row">
          {words}
        </View>
      ) : (
        <Tap id={id} role="link" className="leg-row row" onTap={() => openStep(step.kind, step.examYear)}>
          {words}
          <Text className="cap">›</Text>
        </Tap>
      )}
      {isNext && step.kind === 'look-up-scores' ? <PlaceRows /> : null}
      {isNext
        ? step.ticks.map(tick => (
            <CheckRow
              key={tick}
              id={`check-${tick}`}
              title={TICK_NAMES[tick]}
              checked={false}
              onChange={() => onTick(tick, step.examYear)}
            />
          ))
        : null}
    </View>
  )
}
