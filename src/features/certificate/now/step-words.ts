import { type MilestoneState, postReviewNote, SUBJECT_NAMES, type Subject } from '@zhuan/exam'
import type { Step, StepKind } from '@zhuan/exam/next-step'
import { dayWords, rangeWords } from '@/words/days'
import { aheadWords, stateWords } from '@/words/milestones'
import { phaseWords, titleWords } from '../parts/milestone-words'
import type { Path } from '../use-path'

/** What each step is called in the list. */
const NAMES: Readonly<Record<StepKind, string>> = {
  'await-plan': '等考试计划',
  register: '报名',
  pay: '缴费',
  'print-ticket': '打印准考证',
  'sit-exam': '参加考试',
  'await-scores': '等成绩公布',
  'look-up-scores': '查分',
  'enter-scores': '填成绩，看能不能取证',
  'ask-recheck': '对分数有疑问，申请复核',
  'attend-review': '考后审核',
  'download-certificate': '下载电子证书',
  'collect-paper': '领纸质证书',
  'register-certificate': '注册',
}
/** Of who adds a specialty. */
const PROOF_NAMES: Partial<Record<StepKind, string>> = {
  'download-certificate': '下载合格证明',
  'collect-paper': '领专业类别考试合格证明',
}

/** The exam year in front where the step is about another exam than the one that everything else is about. */
export function stepName({ kind, examYear }: Step, { isProof, cycleYear }: Path): string {
  const name = (isProof && PROOF_NAMES[kind]) || NAMES[kind]
  const isOfNext = examYear > cycleYear && ['await-plan', 'register', 'pay', 'print-ticket', 'sit-exam'].includes(kind)
  return isOfNext ? `${name}（${examYear} 年）` : name
}

type Phase = MilestoneState['phase']
const isComing = (phase: Phase | undefined): boolean => phase === 'ahead' || phase === 'after-release'
const isOpen = (phase: Phase | undefined): boolean => phase === 'open' || phase === 'over'

/** What the day is about, in one line. */
export function headline(step: Step, { isProof }: Path): string {
  const { kind, examYear, state } = step
  const phase = state?.phase
  const certificate = isProof ? '合格证明' : '电子证书'
  switch (kind) {
    case 'await-plan':
      return phase === 'ahead' ? `等 ${examYear} 年度考试计划` : `${examYear} 年度考试计划随时可能公布`
    case 'register':
      return phase === 'open' ? `${examYear} 年考试可以报名了` : `等 ${examYear} 年考试报名`
    case 'pay':
      return phase === 'open' ? `报名缴费开始了` : `等 ${examYear} 年考试缴费`
    case 'print-ticket':
      return phase === 'open' ? '准考证可以打印了' : `准备 ${examYear} 年考试`
    case 'sit-exam':
      return phase === 'open' ? '这两天考试' : `准备 ${examYear} 年考试`
    case 'await-scores':
      return `等 ${examYear} 年成绩公布`
    case 'look-up-scores':
      return isOpen(phase) ? '成绩可以查了' : phase === 'possible' ? '成绩随时可能公布' : '成绩可能已经公布，去查查'
    case 'enter-scores':
      return '查好了，把成绩填上'
    case 'ask-recheck':
      return '对分数有疑问，可以申请复核'
    case 'attend-review':
      return '全部合格，先看要不要审核'
    case 'download-certificate':
      return isComing(phase)
        ? `等${certificate}`
        : isOpen(phase)
          ? `${certificate}可以下载了`
          : `看看${certificate}能不能下载`
    case 'collect-paper':
      return isComing(phase) ? '等纸质证书' : isOpen(phase) ? '纸质证书可以领了' : '留意领纸质证书的通知'
    case 'register-certificate':
      return isProof ? '合格证明到手，注册时用' : '证书到手，接下来是注册'
  }
}

/** Of what follows the scores, where they are not out: there is nothing to count. */
const AFTER_RELEASE: Partial<Record<StepKind, string>> = {
  'ask-recheck': '出分当天起 30 天内申请',
  'attend-review': '一般出分后 1 个月内通知',
  'download-certificate': '出分后约 1 个月',
  'collect-paper': '一般在次年 3 – 6 月',
}

const PHASES: Partial<Record<Phase, string>> = {
  open: '现在就能办',
  possible: '大概就在这几天',
}

/** When a step is, and how far that is; nothing where it hangs on no day. */
export function whenWords({ kind, state, deadline }: Step, { currentYear, today }: Path): string {
  if (kind === 'register-certificate')
    return deadline === undefined ? '证书签发后 5 年内' : `最晚 ${dayWords(deadline, currentYear)}`
  if (!state || kind === 'enter-scores') return ''
  const { milestone, phase, days } = state
  const isOfficial = milestone.status === 'official'
  if (phase === 'after-release') return AFTER_RELEASE[kind] ?? '出分以后'
  if (kind === 'attend-review' && !isOfficial) return '一般出分后 1 个月内通知'
  if (kind === 'ask-recheck')
    return isOfficial ? `${rangeWords(milestone, currentYear)}，以当地公告为准` : AFTER_RELEASE[kind]!
  const when = titleWords(state, today)
  if (phase === 'ahead') return `${when}，${aheadWords(state)}`
  if (['score-release', 'e-certificate', 'paper-certificate'].includes(milestone.kind))
    return `${when}，${phaseWords(state).replace(/。$/, '')}`
  if (kind === 'sit-exam' && phase === 'open') return `${when}，正在考试`
  // An official last day is one that counts.
  if (phase === 'open' && days !== undefined && milestone.start !== milestone.end)
    return days === 0 ? `${when}，今天截止` : `${when}，还有 ${days} 天截止`
  const now = phase === 'unconfirmed' ? stateWords(state) : PHASES[phase]
  return now === undefined ? when : `${when}，${now}`
}

const titles = (subjects: readonly Subject[]): string =>
  subjects.map(subject => `《${SUBJECT_NAMES[subject]}》`).join('')

/** What else there is to say of a step. */
export function moreWords(step: Step, path: Path, awaited: readonly Subject[]): string | undefined {
  switch (step.kind) {
    case 'await-plan':
      return '公布以后才知道考试和报名的日子'
    case 'look-up-scores':
      return '电子社保卡小程序，或者中国人事考试网'
    case 'enter-scores':
      return awaited.length > 0 && awaited.length <= 2 ? `只等${titles(awaited)}` : '填上就知道还差哪几科'
    case 'ask-recheck':
      return '只查漏评、加分，不重新评卷'
    case 'attend-review': {
      const note = path.region === null ? undefined : postReviewNote(path.region)
      if (path.region === null) return '各地不同，选好地区看往年通知'
      return note ? `${path.region}：${note}` : `${path.region}没收录到往年通知，看短信和电话`
    }
    case 'download-certificate':
      return path.isProof ? '官网有没有电子版，以登录后看到的为准' : '先申请加注，再下载 PDF'
    case 'register':
      return step.state?.milestone.note
    default:
      return undefined
  }
}
