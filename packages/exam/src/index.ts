export { assess } from './assess'
export { addDays, compareDays, daysBetween, isDay, weekday } from './day'
export { ENDORSEMENT_MAX_DAYS, endorsementStanding } from './endorsements'
export { MILESTONE_KINDS, milestones, postReviewNote, previousFact } from './milestones'
export { LEVEL_NAMES, MILESTONE_NAMES, SPECIALTY_NAMES, SUBJECT_NAMES } from './names'
export { defaultExamYear, type NextMilestone, nextMilestone } from './next-milestone'
export { parseCandidate } from './parse-candidate'
export { REGIONS, regionCode, regionOfCode } from './regions'
export { RuleError, type RuleErrorCode } from './rule-error'
export {
  FIRST_EXAM_YEAR,
  LAST_EXAM_YEAR,
  LEVELS,
  MARK_WORDS,
  passMark,
  requiredSubjects,
  SPECIALTIES,
  SUBJECTS,
  windowYears,
} from './rule-sets'
export { type ScoreHistory, scoreHistory } from './score-history'
export { nextSittingYear, type SittingDates, sittingDates } from './sitting-dates'
export type * from './types'
export { assumableYears, type WhatIf, whatIf } from './what-if'
export { type TrialCell, trialCells, type YearCell, yearCells } from './year-cells'
