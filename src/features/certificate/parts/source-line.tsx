import { View } from '@tarojs/components'
import { SOURCES, type Source, type SourceId } from '../content/sources'
import type { Fact } from '../content/types'

const unique = <T,>(values: readonly T[]): T[] => [...new Set(values)]

/** 据 educity.cn、233.com 转载 · 2026 年 11 月读, the day that lies furthest back. */
export function sourceWords(from: readonly SourceId[]): string {
  const sources: Source[] = unique(from).map(id => SOURCES[id])
  const [year, month] = sources
    .map(({ read }) => read)
    .sort()[0]!
    .split('-')
  return `据 ${unique(sources.map(({ by }) => by)).join('、')} 转载 · ${year} 年 ${Number(month)} 月读`
}

interface SourceLineProps {
  facts: readonly Pick<Fact, 'from' | 'rule' | 'weak'>[]
}

/** Where what stands above was read, and the rule behind it. */
export function SourceLine({ facts }: SourceLineProps) {
  const rules = unique(facts.flatMap(({ rule }) => rule ?? []))
  const lines = [
    ...rules.map(rule => `规则：${rule}`),
    sourceWords(facts.flatMap(({ from }) => from)) + (facts.some(({ weak }) => weak) ? '，依据不足，先问清楚' : ''),
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
