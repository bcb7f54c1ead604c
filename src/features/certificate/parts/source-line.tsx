import { View } from '@tarojs/components'
import type { Fact } from '../content/types'
import { factSourceWords, unique } from './source-words'

interface SourceLineProps {
  facts: readonly Pick<Fact, 'from' | 'rule' | 'weak'>[]
}

/** Where what stands above was read, and the rule behind it. */
export function SourceLine({ facts }: SourceLineProps) {
  const rules = unique(facts.flatMap(({ rule }) => rule ?? []))
  const lines = [
    ...rules.map(rule => `规则：${rule}`),
    factSourceWords(facts.flatMap(({ from }) => from)) + (facts.some(({ weak }) => weak) ? '，依据不足，先问清楚' : ''),
  ]
  return (
    <View className="mt8">
      {lines.map(line => (
        <View key={line} className="cap">
          {line}
        </View>
      ))}
    </View>
  )
}
