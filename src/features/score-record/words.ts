import {
  type Assessment,
  LEVEL_NAMES,
  MARK_CODES,
  MARK_NAMES,
  type MarkCode,
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
  'official-code': '查分页上的 −1 是缺考、−2 是违纪、−4 是成绩无效，请在右边选。',
  'out-of-range': '成绩在 0 到 100 之间，请核对。',
  'not-a-number': '这里只填数字；缺考、违纪等在右边选。',
}

/** Said of an exam year whose chip has a dot. */
export const UNSAVED = '有没保存的内容'

export const FIX_FIRST = '先改好标红的成绩'

export const STORAGE_FULL = '这部手机没有存下来：小程序的存储空间已满。填的内容还在，清理后再保存一次。'
export const STORAGE_FAILED = '这部手机没有存下来，填的内容还在，请再保存一次。'

export const NOT_A_RECORD = '没有保存：这份成绩里有不合规则的地方，请核对。'

export const MARK_HINT = '满分 100，60 合格。缺考、违纪、待出分等在右边选。'

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

export const EXTENSION_HINT =
  '当地正式发文延长了这一年的成绩才选，例如陕西 2020 年 12 月的通知；年数以通知为准。没有通知就不用选。'

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

export const LEVEL_CHANGE = {
  title: '换考试级别？',
  content: (name: string) =>
    `换成“${name}”后，要考的科目和成绩有效年数都会重算。已填的成绩都保留；换级别后以前的成绩还算不算，官方按报名审核认定，请先问当地考试机构。`,
}

export const SPECIALTY_CHANGE = {
  title: '换专业类别？',
  content: (from: string, to: string) =>
    `以前填的《专业实务》仍算“${from}”的成绩，对“${to}”不算数；其余科目不受影响。若是当初选错了，换好后到那一年改“报考专业”。`,
}

export const removeYearQuestion = (year: number) => ({
  title: `删除 ${year} 年？`,
  content: `${year} 年填的成绩会一起删掉，删除后可以撤销。`,
  confirmText: '删除',
  destructive: true,
})
