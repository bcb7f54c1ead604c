import { type Assessment, assess, type Candidate, defaultExamYear, type ExamCalendar, onlookerOf } from '@zhuan/exam'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { useRecord } from '@/stores/use-shown'

/** What the pages between the score and the paper go by. */
export interface Path {
  today: string
  currentYear: number
  calendar: ExamCalendar
  /** Chinese name; `null` = the whole country. */
  region: string | null
  candidate: Candidate | null
  assessment: Assessment | null
  /** Exam year of the certificate that is reached: of the chosen level and specialty, else the latest of another. */
  certificateYear: number | undefined
  /** What is reached is a 专业类别考试合格证明. */
  isProof: boolean
  /** Exam years whose scores are entered: for this candidate they are out. */
  enteredYears: readonly number[]
  /** The exam year whose cycle runs now: that of the next scores until registration for the next exam is near. */
  cycleYear: number
  /** The exam year that reviews and certificates are about: that of the certificate, else of the cycle. */
  examYear: number
}

/** @param today civil day in China, `YYYY-MM-DD` */
export function usePath(today: string): Path {
  const calendar = useExamCalendar()
  const candidate = useRecord(record => record.candidate)
  const region = useRecord(record => record.region)
  const assessment = candidate && assess(candidate, today, calendar.sittings)
  const reached = assessment?.certificate ?? assessment?.earlierCertificates.at(-1)
  const cycleYear = defaultExamYear(today)
  return {
    today,
    currentYear: Number(today.slice(0, 4)),
    calendar,
    region,
    candidate,
    assessment,
    certificateYear: reached?.examYear,
    isProof: reached !== undefined && ('level' in reached ? reached.level : assessment!.level) === 'added-specialty',
    enteredYears: candidate ? onlookerOf(candidate, calendar, today).enteredYears : [],
    cycleYear,
    examYear: reached?.examYear ?? cycleYear,
  }
}
