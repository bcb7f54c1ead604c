import { shareCard } from '@zhuan/api/share-card'
import { assess, type Candidate, examCalendar, LEVELS, nextMilestone, SPECIALTIES } from '@zhuan/exam'
import { cardWords, originWords, shareTitle } from '@/features/share/card-words'
import { draw } from '@/features/share/draw'
import { type Command, type Picture, type PictureKind, pictureOf } from '@/features/share/picture'
import { countdownWords } from '@/words/countdown'

const TODAY = '2026-11-28'
const cardOf = (candidate: Candidate, showMarks = false) =>
  shareCard(assess(candidate, TODAY), candidate.specialty, showMarks)

const WAITING: Candidate = {
  level: 'full',
  specialty: 'chemical',
  sittings: [
    { examYear: 2024, marks: { law: 71 } },
    { examYear: 2025, marks: { management: 'passed', technology: 60 } },
    { examYear: 2026, marks: { practice: 'pending' } },
  ],
}
const ALL = { law: 71, management: 66, technology: 60, practice: 68 }

describe('what a card says', () => {
  it('how far somebody is, by subject', () => {
    expect(cardWords(cardOf(WAITING))).toEqual({
      about: '考全科 · 化工安全',
      title: '已过 3 / 4 科',
      line: '离取证还差 1 科',
      cells: [true, true, true, false],
      rows: [
        { name: '法律法规', state: '✓ 2024' },
        { name: '安全生产管理', state: '✓ 2025' },
        { name: '技术基础', state: '✓ 2025' },
        { name: '专业实务', state: '待出分' },
      ],
    })
  })

  it('marks only where they are in the card, and a pass without a number as what it is', () => {
    const { rows } = cardWords(cardOf(WAITING, true))
    expect(rows.map(({ state }) => state)).toEqual(['✓ 2024 · 71 分', '✓ 2025', '✓ 2025 · 60 分', '待出分'])
    expect(originWords(cardOf(WAITING))).toBe('由本人填写，未公开分数')
    expect(originWords(cardOf(WAITING, true))).toBe('由本人填写')
  })

  it.each([
    ['full', '四科都合格了', '可取证'],
    ['exempt-one', '三科都合格了', '可取证'],
    ['exempt-two', '两科都合格了', '可取证'],
    ['added-specialty', '增报专业合格了', '可得专业类别考试合格证明'],
  ] as const)('%s, everything passed', (level, title, line) => {
    const card = cardOf({ level, specialty: 'construction', sittings: [{ examYear: 2025, marks: ALL }] })
    expect(cardWords(card)).toMatchObject({ title, line })
    expect(cardWords(card).cells).not.toContain(false)
    expect(shareTitle(card)).toMatch(/合格/)
  })

  it('a lost pass is no pass', () => {
    const card = cardOf({ level: 'full', specialty: 'other', sittings: [{ examYear: 2021, marks: { law: 80 } }] })
    expect(cardWords(card)).toMatchObject({ title: '已过 0 / 4 科', cells: [false, false, false, false] })
    expect(cardWords(card).rows[0]).toEqual({ name: '法律法规', state: '2021 年的已失效' })
  })
})

describe('the day that is waited for', () => {
  const on = (today: string) => countdownWords(nextMilestone(examCalendar(null), today), today)
  it.each([
    [
      '2026-11-28',
      { title: '2026 年成绩公布', day: '12 月 24 日前后', tag: '预计', left: '约 26 天', asOf: '2026 年 11 月 28 日' },
    ],
    ['2026-12-26', { title: '2026 年成绩公布', day: '随时可能公布', tag: '预计', asOf: '2026 年 12 月 26 日' }],
  ])('%s', (today, words) => {
    expect(on(today)).toEqual(words)
  })
})

/** About as wide as a phone's font: Chinese a square each, the rest a little more than half of one. */
const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 1 : 0.6), 0) * size

describe('pictures', () => {
  const kinds: PictureKind[] = ['friend', 'moments', 'poster', 'lock']
  const countdown = countdownWords(nextMilestone(examCalendar(null), TODAY), TODAY)
  const candidates: Candidate[] = LEVELS.flatMap(level =>
    SPECIALTIES.flatMap(specialty => [
      { level, specialty, sittings: [{ examYear: 2025, marks: ALL }] },
      {
        level,
        specialty,
        sittings: [
          { examYear: 2021, marks: { ...ALL, practice: 100 } },
          { examYear: 2026, marks: { law: 'pending' as const } },
        ],
      },
      { level, specialty, sittings: [] },
    ]),
  )
  const textsOf = ({ commands }: Picture) =>
    commands.filter((each): each is Extract<Command, { draw: 'text' }> => each.draw === 'text')

  it.each(kinds)('%s: all of it is on the picture, in a size that can be read, for every level and specialty', kind => {
    for (const candidate of candidates)
      for (const showMarks of [true, false]) {
        const picture = pictureOf(kind, { card: cardWords(cardOf(candidate, showMarks)), countdown, hasCode: true })
        const [width, height] = [picture.width / picture.scale, picture.height / picture.scale]
        for (const { x, y, text, size, room, align = 'left' } of textsOf(picture)) {
          // What does not fit is drawn smaller: never under two thirds.
          const drawn = Math.min(widthOf(text, size), room)
          expect([text, drawn / widthOf(text, size) > 0.66]).toEqual([text, true])
          const left = { left: x, center: x - drawn / 2, right: x - drawn }[align]
          expect([text, left >= 0, left + drawn <= width, y - size >= 0, y + size / 4 <= height]).toEqual([
            text,
            true,
            true,
            true,
            true,
          ])
        }
        const rows = textsOf(picture).filter(({ text }) =>
          cardWords(cardOf(candidate)).rows.some(({ name }) => name === text),
        )
        if (kind !== 'lock') expect(rows).toHaveLength(cardOf(candidate).subjects.length)
      }
  })

  it.each<[PictureKind, number]>([
    ['friend', 5 / 4],
    ['moments', 1],
    ['lock', 390 / 844],
  ])('%s has the sides WeChat or the phone wants', (kind, sides) => {
    const { width, height } = pictureOf(kind, { card: cardWords(cardOf(WAITING)), hasCode: false })
    expect(width / height).toBeCloseTo(sides)
  })

  it('a poster has a code where there is one, and says how to find the app where there is none', () => {
    const poster = (hasCode: boolean) => pictureOf('poster', { card: cardWords(cardOf(WAITING)), countdown, hasCode })
    expect(poster(true).commands.some(({ draw: what }) => what === 'code')).toBe(true)
    expect(poster(false).commands.some(({ draw: what }) => what === 'code')).toBe(false)
    expect(textsOf(poster(false)).map(({ text }) => text)).toContain('微信里搜“注安通关”')
  })

  it('words too wide for their room are written smaller, not cut', async () => {
    const written: [string, string][] = []
    const context = {
      font: '',
      setTransform: () => undefined,
      measureText: () => ({ width: 200 }),
      fillText: (text: string) => written.push([text, context.font]),
    }
    const commands: Command[] = [{ draw: 'text', x: 0, y: 0, text: '专业', size: 20, room: 100, color: '#fff' }]
    await draw(
      { width: 1, height: 1, scale: 1, commands },
      { context: context as never, image: () => Promise.reject() },
    )
    expect(written).toEqual([['专业', expect.stringMatching(/^10px /)]])
  })
})
