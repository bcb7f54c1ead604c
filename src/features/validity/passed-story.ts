import {
  type Assessment,
  type Candidate,
  isPass,
  type Mark,
  type PassMark,
  type Standing,
  type Subject,
} from '@zhuan/exam'
import { passWords } from '@/words/marks'
import { countWords, shortName, titles } from '@/words/subjects'

/** A year of the way to the certificate, as it is told. */
export interface PassedYear {
  year: number
  passes: { subject: Subject; words: string; needsCheck: boolean }[]
  note: string
}

/** The years in which the passes of a certificate were made, in order. */
export function passedYears({ certificate, subjects }: Assessment, candidate: Candidate): PassedYear[] {
  const years = [...new Set(subjects.map(({ passedIn }) => passedIn!))].sort((a, b) => a - b)
  return years.map(year => {
    const passed = subjects.filter(({ passedIn }) => passedIn === year)
    return {
      year,
      passes: passed.map(({ subject, mark, needsCheck }) => ({
        subject,
        words: `${titles([subject])}${passWords(mark as PassMark)}`,
        needsCheck: needsCheck === true,
      })),
      note: noteOf(passed, year, candidate, {
        isFirst: year === years[0],
        isLast: year === certificate?.examYear,
        count: subjects.length,
      }),
    }
  })
}

/** What is said of a year: what was not passed in it, how long its passes count, or that it completed everything. */
function noteOf(
  passed: readonly Standing[],
  year: number,
  { sittings }: Candidate,
  { isFirst, isLast, count }: { isFirst: boolean; isLast: boolean; count: number },
): string {
  if (isLast) return count === 1 ? '当年合格' : `${countWords(count)}同年有效`
  const { marks = {} } = sittings.find(({ examYear }) => examYear === year) ?? {}
  const missed = (Object.entries(marks) as [Subject, Mark][])
    .filter(([, mark]) => typeof mark === 'number' && !isPass(mark, year))
    .map(([subject, mark]) => `${shortName(subject)} ${mark} 分`)
  if (missed.length > 0) return `${missed.join('、')}，再来一年`
  const through = `管到 ${Math.min(...passed.map(({ validThrough }) => validThrough!))} 年`
  return isFirst ? `${passed.length === 1 ? '第一科' : `先过${countWords(passed.length)}`}，${through}` : through
}

const YEARS = ['', '', '两', '三', '四', '五', '六']

/** 从 2024 到 2026，三个考试年度 */
export function spanWords(years: readonly PassedYear[], certificateYear: number): string {
  const first = years[0]?.year ?? certificateYear
  const count = certificateYear - first + 1
  return count === 1
    ? `${certificateYear} 年一次考过`
    : `从 ${first} 到 ${certificateYear}，${YEARS[count] ?? count}个考试年度`
}
