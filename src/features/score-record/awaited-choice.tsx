import { View } from '@tarojs/components'
import type { AwaitedYear, MarkCode } from '@zhuan/exam'
import { Tap } from '@/components/tap'
import { ALL_PENDING, awaitedTitle, NONE_REGISTERED, releaseWords } from './words'

interface AwaitedChoiceProps {
  awaited: AwaitedYear
  /** The word that stands in all fields that are awaited. */
  word: MarkCode | undefined
  onChoose: (code: MarkCode | undefined) => void
}

const CHOICES = [
  ['all-pending', 'pending', ALL_PENDING],
  ['none-registered', 'not-registered', NONE_REGISTERED],
] as const

/** The year whose scores are awaited: one word for all its subjects at once. */
export function AwaitedChoice({ awaited, word, onChoose }: AwaitedChoiceProps) {
  const { status } = awaited.release.milestone
  const day = releaseWords(awaited)
  return (
    <View className="card">
      <View className="bold">{awaitedTitle(awaited)}</View>
      <View>
        {day ? (
          <View className="cap row gap4">
            <View>出分</View>
            <View className="tag mute">{status === 'official' ? '官方' : '预计'}</View>
            <View>{day}</View>
          </View>
        ) : null}
      </View>
      <View className="all-choices mt12">
        {CHOICES.map(([id, code, words]) => (
          <Tap
            key={id}
            id={id}
            role="radio"
            selected={word === code}
            className={`all-choice ${word === code ? 'on' : ''}`}
            onTap={() => onChoose(word === code ? undefined : code)}
          >
            {`${word === code ? '✓ ' : ''}${words}`}
          </Tap>
        ))}
      </View>
    </View>
  )
}
