import type { YearCell } from '@zhuan/exam'

const CELL_CLASSES: Record<YearCell['kind'], string> = {
  passed: 'passed',
  held: '',
  coming: 'valid',
  last: 'last',
  expired: 'expired',
}

/** One exam year in the window of a pass: 24 ✓ · 27 截止 */
export function cellView({ year, kind }: YearCell): { className: string; text: string } {
  const mark = kind === 'passed' ? ' ✓' : kind === 'last' ? ' 截止' : ''
  return { className: `cell ${CELL_CLASSES[kind]}`, text: String(year).slice(2) + mark }
}
