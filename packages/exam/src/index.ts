export { type ExamCalendar, examCalendar, milestones } from './calendar/exam-calendar'
export { MILESTONE_KINDS, postReviewNote, previousFact } from './calendar/milestones'
export { defaultExamYear, type NextMilestone, nextMilestone } from './calendar/next-milestone'
export { type ScoreHistory, type ScoreWait, scoreHistory, scoreWait } from './calendar/score-history'
export { nextSittingYear, type SittingDates, sittingDates } from './calendar/sitting-dates'
export { addDays, compareDays, daysBetween, isDay, weekday } from './day'
export { LEVEL_NAMES, MARK_NAMES, MILESTONE_NAMES, SPECIALTY_NAMES, SUBJECT_NAMES } from './names'
export { assumableYears, type WhatIf, whatIf } from './planning/what-if'
export { type TrialCell, trialCells, type YearCell, yearCells } from './planning/year-cells'
export { REGIONS, regionCode, regionOfCode } from './regions'
export { RuleError, type RuleErrorCode } from './rule-error'
export { assess } from './rules/assess'
export { ENDORSEMENT_MAX_DAYS, endorsementStanding } from './rules/endorsements'
export { nextChance } from './rules/exam-case'
export { parseCandidate } from './rules/parse-candidate'
export { countsIn, isPass, lastCountingYear, type Pass, passesOf } from './rules/passes'
export {
  FIRST_EXAM_YEAR,
  LAST_EXAM_YEAR,
  LEVELS,
  MARK_CODES,
  passMark,
  requiredSubjects,
  SPECIALTIES,
  SUBJECTS,
  windowYears,
} from './rules/rule-sets'
export type * from './types'
