import type { TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { LEVELS } from '@zhuan/exam'
import { CONTENT } from '../../scripts/facts/content'
import { CONTENT_SCHEMA, SOURCES_SCHEMA } from '../../scripts/facts/content-schema'
import { coreValue } from '../../scripts/facts/core-values'
import { type Finding, factsIn, findingsOf } from '../../scripts/facts/findings'
import { SOURCES } from '../../src/features/certificate/content/sources'

/** Within a year of everything that was read. */
const READ = '2026-11-29'

const of = (kind: Finding['kind'], content: unknown = CONTENT, sources: object = SOURCES, asOf = READ) =>
  findingsOf(content, sources as typeof SOURCES, asOf).filter(finding => finding.kind === kind)

const faults = (schema: TSchema, value: unknown) =>
  [...Value.Errors(schema, value)].map(({ path, message }) => `${path}: ${message}`)

const fact = { text: '出分当天算第 1 天。', from: ['233'] }

describe('what candidates are told', () => {
  it('has the form that the schema states', () => {
    expect(faults(CONTENT_SCHEMA, CONTENT)).toEqual([])
    expect(faults(SOURCES_SCHEMA, SOURCES)).toEqual([])
  })

  it.each([
    ['a third sentence', { text: '一。二。三。' }],
    ['a topic without a chip', { topic: 'else' }],
    ['an unknown source', { from: ['nobody'] }],
    ['a field that nobody reads', { more: '' }],
  ])('is refused with %s', (_, change) => {
    const [first, ...others] = CONTENT.questions.QUESTIONS
    const questions = { ...CONTENT.questions, QUESTIONS: [{ ...first, ...change }, ...others] }
    expect(faults(CONTENT_SCHEMA, { ...CONTENT, questions })[0]).toMatch(/^\/questions\/QUESTIONS\/0/)
  })

  it('says of everything where it was read, and contradicts neither itself nor the core', () => {
    expect(of('no-source')).toEqual([])
    expect(of('contradiction')).toEqual([])
    expect(of('old')).toEqual([])
  })

  it('has fifteen questions with ids of their own', () => {
    expect(new Set(CONTENT.questions.QUESTIONS.map(({ id }) => id)).size).toBe(15)
  })

  it('gives every level its list of papers', () => {
    const needed = LEVELS.map(level =>
      CONTENT.review.REVIEW_PAPERS.filter(({ levels }) => levels?.includes(level) ?? true),
    )
    expect(needed.map(papers => papers.length)).toEqual([4, 5, 5, 4])
  })

  it('sends nobody to download an app, promises nothing and asks for no password', () => {
    const everything = JSON.stringify(CONTENT)
    expect(everything).not.toMatch(/下载[^。]{0,12}(App|APP|应用|客户端)|保证|一定能|密码/)
  })

  it('calls no reprint an official notice, and no reporter the source', () => {
    expect(JSON.stringify([CONTENT, SOURCES])).not.toMatch(/官方通知|来源：/)
  })
})

describe('npm run facts', () => {
  it('finds what has no source, names one that is unknown, or rests on nothing', () => {
    const paths = (content: unknown, sources: object) => of('no-source', content, sources).map(({ path }) => path)
    const sources = { '233': { by: '233.com', read: '2026-11' } }
    const mine = (found: string[]) => found.filter(path => !path.startsWith('postReviewNote'))
    expect(mine(paths({ a: [fact] }, sources))).toEqual([])
    expect(mine(paths({ a: [{ ...fact, from: [] }, fact] }, sources))).toEqual(['a[0]'])
    expect(mine(paths({ a: { ...fact, from: ['nobody'] }, b: fact }, sources))).toEqual(['a'])
    expect(mine(paths({ a: fact }, { ...sources, idle: { by: 'x', read: '2026-11' } }))).toEqual(['sources.idle'])
  })

  it('finds a note of a region that nobody says the source of', () => {
    const { REVIEW_REGIONS, ...review } = CONTENT.review
    const content = { ...CONTENT, review: { ...review, REVIEW_REGIONS: REVIEW_REGIONS.slice(1) } }
    expect(of('no-source', content).map(({ path }) => path)).toContain(`postReviewNote('湖南')`)
  })

  it('finds what contradicts the core, or another text', () => {
    const wrong = { ...fact, claims: { 'recheck-days': 29, 'tax-deduction': 3600 } }
    expect(of('contradiction', { a: wrong, b: { ...fact, claims: { 'tax-deduction': 4800 } } })).toEqual([
      { kind: 'contradiction', path: 'a', message: 'recheck-days is 29 here, 30 in packages/exam' },
      { kind: 'contradiction', path: 'b', message: 'tax-deduction is 4800 here, 3600 in a' },
    ])
  })

  it('finds a day in a text that would never be compared', () => {
    const dated = (text: string, claims = {}) => of('contradiction', { a: { ...fact, text, claims } }).length
    expect(dated('2022 年的到 2023 年 3 月 17 日才出。')).toBe(1)
    expect(dated('2022 年的到 2023 年 3 月 17 日才出。', { 'score-release:2022': '2023-03-17' })).toBe(0)
    expect(dated('现场是 2 月 4 – 6 日。', { somewhere: '2026-02-04/2026-02-06' })).toBe(0)
    expect(dated('现场是 2 月 4 – 6 日。', { somewhere: '2026-02-05/2026-02-06' })).toBe(1)
  })

  it('finds what was read more than a year before the day, with what rests on it', () => {
    const sources = { '233': { by: '233.com', read: '2026-11' } }
    const old = (asOf: string) => of('old', { a: fact }, sources, asOf)
    expect(old('2027-11-01')).toEqual([])
    expect(old('2027-11-02')).toEqual([{ kind: 'old', path: 'sources.233', message: '233.com, read 2026-11: a' }])
  })

  it.each([
    ['pass-mark', 60],
    ['window-years:exempt-one', 3],
    ['endorsement-days', 90],
    ['endorsement-slots', 3],
    ['recheck-days', 30],
    ['score-waits:2023-2025', '60-61'],
    ['score-release:2022', '2023-03-17'],
    ['paper-certificate:2025:江苏', '2026-02-03'],
    ['paper-certificate:2025:广东', undefined],
    ['tax-deduction', undefined],
  ])('asks the core for %s', (claim, value) => {
    expect(coreValue(claim)).toBe(value)
  })

  it('reads every fact of the content', () => {
    expect(factsIn(CONTENT).length).toBeGreaterThan(50)
  })
})
