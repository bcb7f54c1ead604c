import { View } from '@tarojs/components'
import type { Fact, Step } from '../content/types'
import { SourceLine } from './source-line'

interface FactCardProps {
  id?: string
  facts: readonly (Fact | Step)[]
}

/** Statements one below the other, with a heading each where they have one, and where they were read. */
export function FactCard({ id, facts }: FactCardProps) {
  return (
    <View className="card" id={id}>
      {facts.map(fact => (
        <View key={fact.text} className="item flush">
          {'title' in fact ? <View className="bold">{fact.title}</View> : null}
          <View className={'title' in fact ? 'sub mt4' : ''}>{fact.text}</View>
        </View>
      ))}
      <SourceLine facts={facts} />
    </View>
  )
}
