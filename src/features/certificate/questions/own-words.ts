import type { CertificateValue } from '@zhuan/api/record'
import {
  firstRegistrationEnd,
  MILESTONE_NAMES,
  type MilestoneKind,
  milestoneState,
  postReviewNote,
  type Standing,
  SUBJECT_NAMES,
  type Subject,
} from '@zhuan/exam'
import { dayWords, rangeWords } from '@/words/days'
import { STATUS_TAGS } from '@/words/milestones'
import type { OwnFigure } from '../content/types'
import { phaseWords, titleWords } from '../parts/milestone-words'
import type { Path } from '../use-path'

/** The candidate's own figures under an answer: a hint beside the question, and the sentence below. */
export interface Own {
  hint?: string
  sentence: string
}

const titles = (subjects: readonly Subject[]): string =>
  subjects.map(subject => `《${SUBJECT_NAMES[subject]}》`).join('')

/** Passes that count, by the exam year that they count through. */
function passesByEnd(path: Path): [validThrough: number, subjects: Subject[]][] {
  const byEnd = new Map<number, Subject[]>()
  const counting = (path.assessment?.subjects ?? []).filter(
    ({ status, validThrough }: Standing) =>
      validThrough !== undefined && status !== 'expired' && status !== 'certified',
  )
  for (const { subject, validThrough } of counting)
    byEnd.set(validThrough!, [...(byEnd.get(validThrough!) ?? []), subject])
  return [...byEnd].sort(([a], [b]) => a - b)
}

const throughWords = ([end, subjects]: [number, Subject[]]): string => `${titles(subjects)}管到 ${end} 年`

/** 2026 年度电子证书下载：预计 1 月下旬 – 2 月。 */
function rowWords(path: Path, kind: MilestoneKind, year = path.examYear): Own {
  const state = milestoneState(path.calendar, year, kind, path.today, path.enteredYears)
  const [, status] = STATUS_TAGS[state.milestone.status]
  // Beside a question there is no room for the year of what is near.
  const hint = titleWords(state, state.milestone.start)
  return {
    hint: `${status} ${hint}`,
    sentence: `${year} 年度${MILESTONE_NAMES[kind]}：${status} ${titleWords(state, path.today)}。`,
  }
}

function release({ calendar, cycleYear, today }: Path): Own {
  const state = milestoneState(calendar, cycleYear, 'score-release', today)
  const title = titleWords(state, today)
  return state.milestone.status === 'official'
    ? { hint: title, sentence: `${cycleYear} 年度：${title}，${phaseWords(state)}` }
    : { hint: `预计 ${title}`, sentence: `${cycleYear} 年度：预计 ${title}，${phaseWords(state)}` }
}

function recheck({ calendar, cycleYear, currentYear }: Path): Own {
  const row = calendar.milestone(cycleYear, 'score-recheck')
  const released = calendar.milestone(cycleYear, 'score-release').status === 'official'
  return {
    sentence: released
      ? `${cycleYear} 年度：${rangeWords(row, currentYear)}，以当地公告为准。`
      : `${cycleYear} 年度还没出分，出分那天起 30 天。`,
  }
}

function nextLapse(path: Path): Own | undefined {
  const [first, ...others] = passesByEnd(path)
  if (!first) return undefined
  const [end, subjects] = first
  const rest = others.length > 0 ? `；${others.map(throughWords).join('，')}` : ''
  return { sentence: `到 ${end} 年考试还没凑齐，只有${titles(subjects)}失效${rest}。` }
}

function lastChance(path: Path): Own | undefined {
  const [first] = passesByEnd(path)
  if (!first) return undefined
  return { sentence: `${titles(first[1])}最后一次是 ${first[0]} 年考试，那年的报名别错过。` }
}

function review({ region }: Path): Own {
  if (region === null) return { hint: '先选地区', sentence: '还没选地区，选好就能看往年通知。' }
  const note = postReviewNote(region)
  return note
    ? { hint: `${region}往年有`, sentence: `${region}：${note}。` }
    : { hint: `${region}未收录`, sentence: `${region}没收录到往年通知，看当地人事考试网，留意短信和电话。` }
}

function firstRegistration(certificate: CertificateValue | null, currentYear: number): Own | undefined {
  if (!certificate?.issuedOn) return undefined
  const end = dayWords(firstRegistrationEnd(certificate.issuedOn), currentYear)
  return {
    hint: `最晚 ${end}`,
    sentence: `你的证书 ${dayWords(certificate.issuedOn, currentYear)}签发，首次注册最晚 ${end}。`,
  }
}

/** What an answer comes to for this candidate; `undefined` where they have nothing of it. */
export function ownWords(figure: OwnFigure, path: Path, certificate: CertificateValue | null): Own | undefined {
  switch (figure) {
    case 'release':
      return release(path)
    case 'recheck':
      return recheck(path)
    case 'window': {
      const passes = passesByEnd(path)
      if (path.certificateYear !== undefined)
        return { sentence: `你 ${path.certificateYear} 年已经全部合格，成绩不会再失效。` }
      if (passes.length === 0) return undefined
      const count = passes.reduce((sum, [, subjects]) => sum + subjects.length, 0)
      return { hint: `你有 ${count} 科在有效期`, sentence: `${passes.map(throughWords).join('，')}。` }
    }
    case 'next-lapse':
      return nextLapse(path)
    case 'last-chance':
      return lastChance(path)
    case 'review':
      return review(path)
    case 'e-certificate':
      return rowWords(path, 'e-certificate')
    case 'paper':
      return rowWords(path, 'paper-certificate')
    case 'first-registration':
      return firstRegistration(certificate, path.currentYear)
    case 'certificate-year':
      return certificate?.issuedOn
        ? { sentence: `你填的签发日期在 ${certificate.issuedOn.slice(0, 4)} 年，看那一年的。` }
        : undefined
    case 'next-registration':
      return rowWords(path, 'registration', path.assessment?.nextSitting.examYear ?? path.cycleYear + 1)
  }
}
