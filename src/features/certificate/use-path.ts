import { type Assessment, assess, type Candidate, defaultExamYear, type ExamCalendar } from '@zhuan/exam'
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
  /** Exam year of the certificate that is reached, if one is. */
  certificateYear: number | undefined
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
  const certificateYear = assessment?.certificate?.examYear
  const cycleYear = defaultExamYear(today)
  return {
    today,
    currentYear: Number(today.slice(0, 4)),
    calendar,
    region,
    candidate,
    assessment,
    certificateYear,
    cycleYear,
    examYear: certificateYear ?? cycleYear,
  }
}
