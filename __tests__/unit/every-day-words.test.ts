/** @jest-environment node */
import { writeFileSync } from 'node:fs'
import { addDays, type Candidate, type Day, examCalendar, MILESTONE_KINDS } from '@zhuan/exam'
import { calendarPage, hold, nowPage, type PageWords, progressPage } from './support/page-words'

/*
 * What 进度, 日历 and 现在该做什么 say on every day from 2026-10-01 to 2027-11-15, in six regions, to four candidates of
 * whom two enter what they got four days after the likeliest release. Nobody announces anything: the barest that a phone
 * can know. That the core itself is right is tested in packages/exam; this is about the words that people read.
 * WORDS_TABLE=<file> writes all that is said there, once each with its first day, to be looked at.
 */
const FIRST: Day = '2026-10-01'
const LAST: Day = '2027-11-15'
const ENTERED: Day = '2026-12-28'
const REGIONS = [null, '西藏', '广东', '湖南', '江苏', '浙江']

const STORY: Candidate['sittings'] = [
  { examYear: 2024, marks: { law: 71 } },
  { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
]
const story = (practice: 'pending' | number): Candidate => ({
  level: 'full',
  specialty: 'chemical',
  sittings: [...STORY, { examYear: 2026, marks: { practice } }],
})
/** The record of each as it is on a day. */
const CANDIDATES: Record<string, (day: Day) => Candidate> = {
  'waits and enters nothing': () => story('pending'),
  'has entered nothing at all': () => ({ level: 'exempt-one', specialty: 'construction', sittings: [] }),
  'does not pass': day => story(day < ENTERED ? 'pending' : 58),
  passes: day => story(day < ENTERED ? 'pending' : 66),
}
const SITS_IN: Record<string, readonly number[]> = { passes: [2026] }

const EXAMS = [
  ['2026-10-23', '2026-10-24', '2026-10-25'],
  ['2027-10-29', '2027-10-30', '2027-10-31'],
] as const
const EXAM_DAYS: readonly Day[] = EXAMS.flat()

/** As many as are shown of one kind. */
const FAULTS = 4

const DAYS: Day[] = []
for (let day = FIRST; day <= LAST; day = addDays(day, 1)) DAYS.push(day)
/** On the days of the exam the hour matters. */
const minutesOf = (day: Day): string[] =>
  (EXAM_DAYS.includes(day) ? ['08:00', '10:00', '12:30', '15:00', '17:00'] : ['08:00']).map(time => `${day}T${time}`)

interface Shown {
  /** Whose, where and when, for the message of a fault. */
  at: string
  day: Day
  page: PageWords
}
type Pages = Record<'progress' | 'calendar' | 'now', Shown[]>

/** Every page of every day, rendered once for all that is asked of them; 现在该做什么 says little of its own in a region. */
function pagesOf(name: string, region: string | null): Pages {
  const pages: Pages = { progress: [], calendar: [], now: [] }
  for (const day of DAYS) {
    const candidate = CANDIDATES[name]!(day)
    hold(candidate, region)
    const at = `${name}, ${region ?? '全国'}, ${day}`
    for (const minute of minutesOf(day)) {
      pages.progress.push({ at: at.replace(day, minute), day, page: progressPage(candidate, minute) })
    }
    if (name !== 'has entered nothing at all') pages.calendar.push({ at, day, page: calendarPage(day) })
    if (region === null) pages.now.push({ at, day, page: nowPage(day) })
  }
  return pages
}

const said = new Map<string, string>()
afterAll(() => {
  const file = process.env.WORDS_TABLE
  if (file) writeFileSync(file, [...said].map(([line, at]) => `${line}\t${at}`).join('\n'))
})

/** The year of a row's exam is chosen by the page; a row of another year is another row. */
const yearOf = (page: PageWords): string => page.lines[0]!
const rowsOf = (page: PageWords): [string, string[]][] =>
  MILESTONE_KINDS.flatMap(kind => {
    const lines = page.of(`milestone-${kind}`)
    return lines ? [[`${yearOf(page)} ${kind}`, lines] as [string, string[]]] : []
  })
const isExpected = (lines: readonly string[]): boolean => lines.some(line => /^(预计|往年参考)/.test(line))
/** With the number of days that is counted down. */
const countOf = (text: string): number | undefined => {
  const found = /(?<!第 )(\d+) ?天(?!内)/.exec(text)
  return found ? Number(found[1]) : undefined
}

describe.each(Object.keys(CANDIDATES).flatMap(name => REGIONS.map(region => [name, region] as const)))(
  'somebody who %s, %s',
  (name, region) => {
    let pages: Pages
    beforeAll(() => {
      pages = pagesOf(name, region)
      for (const { at, page } of Object.values(pages).flat()) {
        for (const line of page.lines) if (!said.has(line)) said.set(line, at)
      }
    })
    const all = (): Shown[] => Object.values(pages).flat()
    /** Faults are gathered and looked at once: a matcher for every day would take most of the time. */
    const faults = (shown: Shown[], found: (one: Shown) => string | false | undefined): string[] =>
      shown
        .flatMap(one => {
          const fault = found(one)
          return fault ? [`${one.at}: ${fault}`] : []
        })
        .slice(0, FAULTS)

    it('reads words only: no English, no key, nothing that is missing, nothing doubled', () => {
      const strange = /[A-Za-z{}[\]]|年年|天天|。。|，，|：：|，。|\s{2}|^[，。、；]/
      const found = faults(all(), ({ page }) =>
        page.lines.find(line => strange.test(line.replace(/[\w-]+(\.[\w-]+)*\.(com|net|cn)|PDF/g, '站'))),
      )
      expect(found).toEqual([])
    })

    it('never reads again what was replaced, and counts every day one less', () => {
      const texts = new Map<string, string[]>()
      const found: string[] = []
      const place = (slot: string, at: string, lines: string[]) => {
        const text = lines.join(' | ')
        const before = texts.get(slot) ?? []
        texts.set(slot, before)
        const last = before.at(-1)
        if (text === last) return
        if (before.includes(text)) found.push(`${at}: again ${text}`)
        const [was, is] = [countOf(last ?? ''), countOf(text)]
        const isSame = last !== undefined && lines[0] === last.split(' | ')[0]
        if (isSame && was !== undefined && is !== undefined && is >= was) found.push(`${at}: ${was}, then ${text}`)
        before.push(text)
      }
      for (const { at, page } of pages.progress) place('next', at, page.of('next-milestone') ?? [])
      for (const { at, page } of pages.calendar) for (const [slot, lines] of rowsOf(page)) place(slot, at, lines)
      for (const { at, page } of pages.now) place('step', at, page.of('next-step')!)
      expect(found.slice(0, FAULTS)).toEqual([])
    })

    it('sees nothing close that is only expected, and no day of it told as if it were known', () => {
      const exact = /截止|已结束|结束$|就在今天|正在考试|还有 \d+ 天|^\d+ 月 \d+ 日( – |$)|约 ?\d{3,} ?天/
      const next = faults(pages.progress, ({ day, page }) => {
        const lines = page.of('next-milestone') ?? []
        return (
          !EXAM_DAYS.includes(day) && isExpected(lines) && lines.find(line => exact.test(line) || /^\d+天/.test(line))
        )
      })
      const rows = faults(pages.calendar, ({ page }) => {
        const expected = rowsOf(page).filter(([, lines]) => isExpected(lines.slice(1)))
        return expected.flatMap(([, lines]) => lines).find(line => exact.test(line))
      })
      const steps = faults(pages.now, ({ page }) => {
        const lines = page.of('next-step')!
        return isExpected(lines) && lines.find(line => exact.test(line))
      })
      expect([...next, ...rows, ...steps]).toEqual([])
    })

    it('is told of the exam on its eve and its days, of one that nobody announced as likely only', () => {
      const sits = EXAMS.filter(([eve]) => SITS_IN[name]?.includes(Number(eve.slice(0, 4))) ?? true).flat()
      const days = pages.progress.filter(({ day }) => (sits as Day[]).includes(day))
      const found = faults(days, ({ day, page }) => {
        const headline = page.of('headline')!.join()
        const next = page.of('next-milestone')!.join(' | ')
        const isOver = headline.startsWith('考完了')
        const isRight = isOver || /^(多半)?(后天|明天|今天|正在).*考/.test(headline)
        const isGuess = isOver || headline.startsWith('多半') === day > '2027'
        const again = isOver && next.includes(`${day.slice(0, 4)} 年接着考`)
        return (!isRight || !isGuess || again || !next.includes('考试安排')) && `${headline} | ${next}`
      })
      expect(found).toEqual([])
      expect(days).toHaveLength(sits.length * 5)
    })

    it('is asked for the scores from the likeliest day on, and by their right year', () => {
      const asked = (day: Day): boolean => {
        if (day < '2026-12-24' || EXAM_DAYS.includes(day)) return false
        if (name === 'waits and enters nothing') return day < '2027-11-01'
        // Nothing depends on it: from the next registration on they are not asked any more.
        if (name === 'has entered nothing at all')
          return day < examCalendar(region).milestone(2027, 'registration').start
        return day < ENTERED
      }
      const found = faults(pages.progress, ({ day, page }) => {
        const question = page.lines.find(line => /成绩出来了吗|已公布，查到了吗/.test(line))
        const isWhole = ['enter-scores', 'not-yet', 'not-sat'].every(id => page.of(id) !== undefined)
        return asked(day)
          ? (question !== '2026 年成绩出来了吗？' || !isWhole) && `${question}`
          : question !== undefined && question
      })
      expect(found).toEqual([])
    })

    it('reads the year of what is not of this one', () => {
      const found = faults(all(), ({ page }) => page.lines.find(line => /\d{4} 年度(是)? ?\d+ 月/.test(line)))
      const past = faults(
        pages.calendar.filter(({ day, page }) => day >= '2027-01-01' && yearOf(page).startsWith('2026')),
        ({ page }) =>
          ['exam', 'score-release'].flatMap(kind => {
            const text = page.of(`milestone-${kind}`)?.join(' | ') ?? ''
            // Folded rows are names only.
            return text.includes('|') && !text.includes('2026 年 ') ? [text] : []
          })[0],
      )
      expect([...found, ...past]).toEqual([])
    })
  },
)

it('says of a year that is not answered yet where it stands, and still takes the scores', () => {
  const words = ['2026-12-25', '2027-02-01'].map(day => {
    hold(story('pending'), null, day)
    return progressPage(story('pending'), `${day}T08:00`).of('next-milestone')
  })
  expect(words).toEqual([
    ['2026 年成绩公布', '预计', '随时可能公布', '填成绩'],
    ['2026 年成绩公布', '预计', '还没确认公布', '填成绩'],
  ])
})
