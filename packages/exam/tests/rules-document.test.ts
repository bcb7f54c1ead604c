import { readFileSync } from 'node:fs'
import path from 'node:path'
import { endorsementStanding } from '../src/index'
import { rulesTables } from './support/rules-tables'

const lines = readFileSync(path.join(__dirname, '../../../docs/rules.md'), 'utf8').split('\n')

/** The rows of the table whose head starts with `first` and ends with `last`. */
function table(first: string, last: string): string[] {
  const head = lines.findIndex(line => line.startsWith(`| ${first} |`) && line.endsWith(`| ${last} |`))
  const rows = lines.slice(head + 2)
  return head < 0 ? [] : rows.slice(0, rows.indexOf(''))
}

it('docs/rules.md says what the core computes', () => {
  const { levels, examples, calendar } = rulesTables()
  expect(table('级别', '考试年度')).toEqual(levels)
  expect(table('记录', '失效')).toEqual(examples)
  expect(table('年度', '状态')).toEqual(calendar)
  const { lastDay } = endorsementStanding([{ appliedOn: '2026-02-10', days: 90 }], '2026-02-10').valid[0]!
  expect(lines.some(line => line.includes(`从 2026-02-10 起，最后一天是 ${lastDay}`))).toBe(true)
})
