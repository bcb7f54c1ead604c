export { type ExamCalendar, examCalendar, milestones } from './calendar/exam-calendar'
export { latestSittingYear } from './calendar/latest-sitting'
export {
  cycleStates,
  isReleased,
  MILESTONE_PHASES,
  type MilestonePhase,
  type MilestoneState,
  milestoneState,
} from './calendar/milestone-state'
export { MILESTONE_KINDS, postReviewNote, previousFact } from './calendar/milestones'
export { defaultExamYear, FOR_THOSE_WHO_PASSED, NOBODY, nextMilestone, type Onlooker } from './calendar/next-milestone'
export { type ScoreHistory, type ScoreWait, scoreHistory, scoreWait } from './calendar/score-history'
export { nextSittingYear, type SittingDates, sittingDates } from './calendar/sitting-dates'
export { addDays, compareDays, daysBetween, isDay, weekday } from './day'
export { LEVEL_NAMES, MARK_NAMES, MILESTONE_NAMES, SPECIALTY_NAMES, SUBJECT_NAMES } from './names'
export { type ExamAhead, type ExamPaper, examAhead, examPapers } from './planning/exam-papers'
export { type AwaitedYear, awaitedYear, certificateMilestone, onlookerOf } from './planning/onlooker'
export { type Progress, progressOn } from './planning/progress'
export { type ProlongablePass, prolongablePasses, withProlongation } from './planning/prolongation'
export { type MarkQuestion, type QuestionedMark, questionedMarks } from './planning/questioned-marks'
export {
  type ChoiceChange,
  choiceChange,
  type KeptOut,
  keptOutPass,
  type LevelAndSpecialty,
  withChoice,
} from './planning/sat-as'
export { type Checklists, isTicked, TICK_NAMES, TICKS, type Tick, tickId, tickOfId } from './planning/ticks'
export { withMarks } from './planning/with-marks'
export { type TrialCell, trialCells, type YearCell, yearCells } from './planning/year-cells'
export { REGIONS, regionCode, regionOfCode } from './regions'
export { RuleError, type RuleErrorCode } from './rule-error'
export { assess } from './rules/assess'
export { ENDORSEMENT_MAX_DAYS, endorsementStanding } from './rules/endorsements'
export { nextChance } from './rules/exam-case'
export { parseCandidate } from './rules/parse-candidate'
export { countsIn, isPass, lastCountingYear, type Pass, passesOf } from './rules/passes'
export { FIRST_REGISTRATION_YEARS, firstRegistrationEnd } from './rules/registration'
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
