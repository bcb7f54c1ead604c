import { assess, type Candidate, examCalendar, nextMilestone, SUBJECT_NAMES, yearCells } from '@zhuan/exam'
import { nextWords } from '../../../../../src/features/exam-calendar/words'
import { standingWords } from '../../../../../src/features/validity/words'
import { deadlineWords, headlineWords, momentOf } from '../../../../../src/words/standing'
import { statusTag } from '../../../../../src/words/status'
import { specialtyName } from '../../../../../src/words/subjects'
import { cellView } from '../../../../../src/words/year-cells'

declare const wx: { getStorageSync(key: string): string }
declare function Page(options: Record<string, unknown> & ThisType<NativePage>): void

interface NativePage {
  data: { view?: View }
  timer?: ReturnType<typeof setTimeout>
  setData(data: Record<string, unknown>): void
  refresh(): void
}
type View = ReturnType<typeof screenOf>

const CHINA_OFFSET_MS = 8 * 3_600_000
const MINUTE_MS = 60_000

/** All texts of 进度, from the same core and the same words as the product's. */
function screenOf(candidate: Candidate, today: string) {
  const assessment = assess(candidate, today)
  const calendar = examCalendar(null)
  const moment = momentOf(today, calendar)
  const next = nextMilestone(calendar, today)!
  const words = nextWords(next, today)
  return {
    headline: headlineWords(assessment, candidate),
    deadline: deadlineWords(assessment, candidate, moment),
    passed: assessment.passedCount,
    required: assessment.required.length,
    share: Math.round((assessment.passedCount / assessment.required.length) * 100),
    next: { ...words, status: words.tag },
    standings: assessment.subjects.map(standing => {
      const [tone, words] = statusTag(standing, candidate, moment)
      return {
        subject: standing.subject,
        name: SUBJECT_NAMES[standing.subject],
        specialty: standing.subject === 'practice' ? specialtyName(candidate.specialty) : '',
        tone,
        words,
        line: standingWords(standing, candidate, moment, assessment.nextSitting.announced),
        cells: standing.status === 'certified' ? [] : yearCells(standing, moment.next).map(cellView),
      }
    }),
  }
}

/** The paths of `next` whose values differ from `before`, as a careful author writes them by hand. */
function changes(before: unknown, next: unknown, path: string, found: Record<string, unknown> = {}) {
  if (typeof next !== 'object' || next === null || typeof before !== 'object' || before === null) {
    if (before !== next) found[path] = next
  } else
    for (const key of Object.keys(next)) {
      const step = Array.isArray(next) ? `[${key}]` : `.${key}`
      changes(before[key as never], next[key as never], `${path}${step}`, found)
    }
  return found
}

Page({
  data: {},
  refresh() {
    const { state } = JSON.parse(wx.getStorageSync('candidate')) as { state: { candidate: Candidate } }
    const today = new Date(Date.now() + CHINA_OFFSET_MS).toISOString().slice(0, 10)
    const changed = changes(this.data.view, screenOf(state.candidate, today), 'view')
    if (Object.keys(changed).length > 0) this.setData(changed)
    this.timer = setTimeout(() => this.refresh(), MINUTE_MS - (Date.now() % MINUTE_MS) + 50)
  },
  onShow() {
    this.refresh()
  },
  onHide() {
    clearTimeout(this.timer)
  },
  onUnload() {
    clearTimeout(this.timer)
  },
})
