import { type Candidate, LEVEL_NAMES, MARK_NAMES, SPECIALTY_NAMES, SUBJECT_NAMES, type Subject } from '@zhuan/exam'
import { type Backup, BackupError } from './backup-text'

/** What candidates read about backups. */
export const COPIED = '备份已复制，粘贴到微信收藏或备忘录里保存'
export const COPY_REFUSED = '没能自动复制。长按下面的文字，全选后复制。'
export const RESTORED = '已从备份恢复'
export const NOTHING_YET = '还没有成绩可以备份'

export function faultWords(error: unknown): string {
  if (!(error instanceof BackupError)) return '这段文字读不出来。'
  if (error.code === 'no-backup') return '这段文字里没有备份。请粘贴从“复制备份”得到的全部文字。'
  const where = error.path ? `（${error.path} 处）` : '，可能只复制了一部分'
  return `备份读不出来${where}。手机里的成绩没有改动。`
}

/** 考全科 · 化工安全 · 3 个考试年度 */
export const summaryWords = ({ level, specialty, sittings }: Candidate): string =>
  `${LEVEL_NAMES[level]} · ${SPECIALTY_NAMES[specialty]} · ${sittings.length} 个考试年度`

/** 2025 年：安全生产管理 66，技术基础 60 */
export function sittingWords({ examYear, marks, extensionYears }: Candidate['sittings'][number]): string {
  const entries = Object.entries(marks) as [Subject, NonNullable<(typeof marks)[Subject]>][]
  const list = entries.map(([subject, mark]) => {
    const extension = extensionYears?.[subject]
    const prolonged = extension ? `（延长 ${extension} 年）` : ''
    return `${SUBJECT_NAMES[subject]} ${typeof mark === 'number' ? mark : MARK_NAMES[mark]}${prolonged}`
  })
  return `${examYear} 年：${list.join('，') || '没有成绩'}`
}

/** 证书：2025 年度，加注 2 次，勾过 3 项 */
export function pathWords({ endorsements = {}, checklists = {}, certificate }: Partial<Backup>): string {
  const ticked = Object.values(checklists).reduce((sum, { done }) => sum + done.length, 0)
  return [
    certificate ? `证书：${certificate.examYear} 年度` : '证书：没记',
    `加注 ${Object.keys(endorsements).length} 次`,
    `勾过 ${ticked} 项`,
  ].join('，')
}
