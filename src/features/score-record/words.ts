import {
  type Assessment,
  type AwaitedYear,
  LEVEL_NAMES,
  MARK_CODES,
  MARK_NAMES,
  type Mark,
  type MarkCode,
  type QuestionedMark,
  SPECIALTY_NAMES,
  SUBJECT_NAMES,
  type Subject,
} from '@zhuan/exam'
import type { ExtensionRow } from './extensions'
import type { MarkFault } from './mark-draft'

/** What candidates read on 成绩. */
export const MARK_CHOICES = ['填分数', ...MARK_CODES.map(code => MARK_NAMES[code])]

/** The place of a code among these; 0 = a number. */
export const markChoice = (code: MarkCode | undefined): number => (code ? MARK_CODES.indexOf(code) + 1 : 0)

export const FAULT_WORDS: Record<MarkFault, string> = {
  decimal: '成绩是 0–100 的整数。还没出分就选“待出分”；估分可以到“假如考过”里试。',
  'official-code': '查分页上的 −1 是缺考、−2 是违纪、−4 是成绩无效，请用 ▾ 选。',
  'out-of-range': '成绩在 0 到 100 之间，请核对。',
  'not-a-number': '这里只填数字；缺考、违纪等用 ▾ 选。',
}

/** Said of an exam year whose chip has a dot. */
export const UNSAVED = '还有改动没保存'

export const FIX_FIRST = '先改好标红的成绩'

export const STORAGE_FULL = '这部手机没有存下来：小程序的存储空间已满。填的内容还在，清理后再保存一次。'
export const STORAGE_FAILED = '这部手机没有存下来，填的内容还在，请再保存一次。'

export const NOT_A_RECORD = '没有保存：这份成绩里有不合规则的地方，请核对。'

export const MARK_HINT = '满分 100，60 合格'

/** Beside a pass or a fail whose number nobody remembered. */
export const NUMBER_LATER = '想起分数再补，不补也行'
export const LEFT_EMPTY = '这一年没填'
/** 2025 年合格，这一年不用填 */
export const passedLater = (passedIn: number): string => `${passedIn} 年合格，这一年不用填`
export const ASKS_FIRST = '出分前就填分数，会先问一句：是估分吗'
export const THE_ONLY_ONE = '只等这一科'

/** The words that stand under a field: those of a year whose scores are awaited, and those of an earlier one. */
const AWAITED_WORDS: readonly MarkCode[] = ['pending', 'absent', 'violation', 'invalid', 'not-registered']
const EARLIER_WORDS: readonly MarkCode[] = ['passed', 'failed', 'absent', 'violation', 'not-registered']
export const wordsUnder = (isAwaited: boolean): readonly MarkCode[] => (isAwaited ? AWAITED_WORDS : EARLIER_WORDS)

export const ALL_PENDING = '还没出分，全部待出分'
export const NONE_REGISTERED = '这一年没报考'

/** 2026 年考完了，还没出分 */
export const awaitedTitle = ({ examYear, phase }: AwaitedYear): string =>
  phase === 'waiting' ? `${examYear} 年考完了，还没出分` : `${examYear} 年成绩出来了吗？`

/** 12 月 24 日前后; from the likely day on nothing, since it may be any day. */
export function releaseWords({ release: { milestone }, phase }: AwaitedYear): string | undefined {
  const day = milestone.likely ?? milestone.start
  if (phase !== 'waiting') return undefined
  return `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8))} 日${milestone.status === 'official' ? '' : '前后'}`
}

/** What an earlier pass is worth today; nothing where it counts no longer or the certificate is reached. */
export function settledTag(settled: Subject, { subjects }: Assessment): [tone: string, words: string] | undefined {
  const status = subjects.find(({ subject }) => subject === settled)?.status
  if (status === 'last-chance') return ['warn', '最后一次机会']
  return status === 'valid' ? ['ok', '有效'] : undefined
}

export const LEVEL_OPTIONS = Object.values(LEVEL_NAMES)
export const SPECIALTY_OPTIONS = Object.values(SPECIALTY_NAMES)

/** In the order of the years that an option adds. */
export const EXTENSION_OPTIONS = ['不延长', '延长 1 年', '延长 2 年', '延长 3 年'] as const

export const NO_MISSED_YEAR = '没有'
export const PROLONGED = '已记下延期'
export const EXTENSION_HINT =
  '当地正式发文延长成绩的才算，例如陕西 2020 年 12 月的通知。是哪一份通知、延长几年，请先自己核对；这里只记年数。'

/** What is asked before marks are saved that cannot be what they say yet, and where they belong instead. */
export function markQuestion(year: number, marks: readonly QuestionedMark[]) {
  const questions = marks.map(({ question }) => question)
  const instead = '到“假如考过”里试'
  const named = marks.filter(({ question }) => question === 'not-held' || question === 'not-released')
  const told = named.map(({ subject, mark }) => `《${SUBJECT_NAMES[subject]}》${markWords(mark)}`).join('、')
  if (questions.includes('not-held'))
    return { title: `${year} 年还没考`, text: `${told}：想看看考过会怎样，不用存成成绩。`, instead }
  if (questions.includes('not-released'))
    return { title: '还没出分，是估分吗？', text: `${told}：估分不用存成成绩，存了会当真的算。`, instead }
  return { title: '报名还没截止', text: `${year} 年还可以报名，现在就记成没报考吗？`, instead: undefined }
}

const markWords = (mark: Mark): string => (typeof mark === 'number' ? `${mark} 分` : MARK_NAMES[mark])

/** 延长 1 年，到 2025 年 */
export const extensionValue = ({ extension, validThrough }: ExtensionRow): string =>
  `${EXTENSION_OPTIONS[extension]}，到 ${validThrough} 年`

/** 《法律法规》延长 1 年 */
export function extensionWords(rows: readonly ExtensionRow[]): string {
  const prolonged = rows.filter(({ extension }) => extension > 0)
  return (
    prolonged
      .map(({ subject, extension }) => `《${SUBJECT_NAMES[subject]}》${EXTENSION_OPTIONS[extension]}`)
      .join('，') || '没有'
  )
}

export const removeYearQuestion = (year: number) => ({
  title: `删除 ${year} 年？`,
  content: `${year} 年填的成绩会一起删掉，删除后可以撤销。`,
  confirmText: '删除',
  destructive: true,
})
