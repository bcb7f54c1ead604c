import type { ShareCard } from '@zhuan/api/share-card'
import { LEVEL_NAMES, type Level, type Subject } from '@zhuan/exam'
import { specialtyName } from '@/words/subjects'

/** What a card shows, on a page and in a picture: words only. */
export interface CardWords {
  /** 考全科 · 化工安全 */
  about: string
  /** 已过 3 / 4 科 · 四科都合格了 */
  title: string
  /** 离取证还差 1 科 · 可取证 */
  line: string
  /** One per subject: passed and counting, or not. */
  cells: boolean[]
  rows: { name: string; state: string }[]
}

/** Short as on the certificate's back: a row has room for its year and mark beside it. */
const NAMES: Readonly<Record<Subject, string>> = {
  law: '法律法规',
  management: '安全生产管理',
  technology: '技术基础',
  practice: '专业实务',
}

type SharedSubject = ShareCard['subjects'][number]

function stateWords({ status, passedIn, mark }: SharedSubject): string {
  if (status === 'expired') return `${passedIn} 年的已失效`
  if (passedIn === undefined) return status === 'awaiting-results' ? '待出分' : '还没过'
  return `✓ ${passedIn}${typeof mark === 'number' ? ` · ${mark} 分` : ''}`
}

const isReached = ({ subjects }: ShareCard): boolean => subjects.every(({ status }) => status === 'certified')

const REACHED: Readonly<Record<Level, [title: string, line: string]>> = {
  full: ['四科都合格了', '可取证'],
  'exempt-one': ['三科都合格了', '可取证'],
  'exempt-two': ['两科都合格了', '可取证'],
  'added-specialty': ['增报专业合格了', '可得专业类别考试合格证明'],
}

export function cardWords(card: ShareCard): CardWords {
  const { level, specialty, passedCount, required, subjects } = card
  const missing = required - passedCount
  const [title, line] = isReached(card)
    ? REACHED[level]
    : level === 'added-specialty'
      ? ['正在增报专业', '差《专业实务》一科']
      : [`已过 ${passedCount} / ${required} 科`, `离取证还差 ${missing} 科`]
  return {
    about: `${LEVEL_NAMES[level]} · ${specialtyName(specialty)}`,
    title,
    line,
    cells: subjects.map(({ status, passedIn }) => passedIn !== undefined && status !== 'expired'),
    rows: subjects.map(subject => ({ name: NAMES[subject.subject], state: stateWords(subject) })),
  }
}

/** What a chat or Moments shows beside the picture. */
export function shareTitle(card: ShareCard): string {
  if (isReached(card)) return card.level === 'added-specialty' ? '我的注安增报专业合格了' : '注安全部合格，可以取证了'
  if (card.level === 'added-specialty') return '我在增报注安专业，看看你的成绩还管几年'
  return `注安已过 ${card.passedCount} 科，看看你的成绩还管几年`
}

/** What friends see of who filled it in, and whether marks are there. */
export const originWords = (card: ShareCard): string =>
  card.subjects.some(({ mark }) => mark !== undefined) ? '由本人填写' : '由本人填写，未公开分数'
