import { SOURCES, type Source, type SourceId } from '../content/sources'

export const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** 据 educity.cn、233.com 转载 · 2026 年 11 月读, the day that lies furthest back. */
export function factSourceWords(from: readonly SourceId[]): string {
  const sources: Source[] = unique(from).map(id => SOURCES[id])
  const [year, month] = sources
    .map(({ read }) => read)
    .sort()[0]!
    .split('-')
  return `据 ${unique(sources.map(({ by }) => by)).join('、')} 转载 · ${year} 年 ${Number(month)} 月读`
}
