import type { Candidate } from '@zhuan/exam'

/** The candidate of all pictures: three subjects passed in two years, the fourth awaits its score. */
export const WAITING: Candidate = {
  level: 'full',
  specialty: 'chemical',
  sittings: [
    { examYear: 2024, marks: { law: 71 } },
    { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
    { examYear: 2026, marks: { practice: 'pending' } },
  ],
}

/** The same candidate with everything passed. */
export const CERTIFIED: Candidate = {
  ...WAITING,
  sittings: [...WAITING.sittings.slice(0, 2), { examYear: 2026, marks: { practice: 68 } }],
}

/** The sitting of 2025 completed the exam. */
export const COMPLETED_2025: Candidate = {
  ...WAITING,
  sittings: [
    { examYear: 2024, marks: { law: 71 } },
    { examYear: 2025, marks: { management: 66, technology: 60, practice: 68 } },
  ],
}

/** A pass that has run out, one that may not count, and words in the place of marks. */
export const TROUBLED: Candidate = {
  level: 'full',
  specialty: 'construction',
  sittings: [
    { examYear: 2022, marks: { law: 64, management: 'absent' } },
    { examYear: 2024, marks: { management: 70, technology: 'violation' } },
    { examYear: 2026, marks: { technology: 61, practice: 'absent' } },
  ],
}

/** Only a result to wait for. */
export const PENDING_ONLY: Candidate = {
  level: 'exempt-one',
  specialty: 'construction',
  sittings: [{ examYear: 2026, marks: { law: 'pending', management: 'pending', practice: 'pending' } }],
}

/** 免二科 with both subjects passed, in different years. */
export const BOTH_PASSED: Candidate = {
  level: 'exempt-two',
  specialty: 'non-coal-mine',
  sittings: [
    { examYear: 2024, marks: { law: 62 } },
    { examYear: 2025, marks: { practice: 77 } },
  ],
}

/** 增报专业: one subject, one year. */
export const ADDED: Candidate = {
  level: 'added-specialty',
  specialty: 'other',
  sittings: [{ examYear: 2025, marks: { practice: 59 } }],
}

/** The year after the certificate: another specialty is added, its score awaited. */
export const ADDED_AFTER: Candidate = {
  level: 'added-specialty',
  specialty: 'construction',
  sittings: [
    ...CERTIFIED.sittings.map(sitting => ({ ...sitting, level: 'full' as const, specialty: 'chemical' as const })),
    { examYear: 2027, marks: { practice: 'pending' } },
  ],
}

/** The candidate of all pictures after a change of level: what was passed before counts for nothing. */
export const CHANGED_LEVEL: Candidate = {
  ...WAITING,
  level: 'exempt-one',
  sittings: WAITING.sittings.map(sitting => ({ ...sitting, level: 'full' as const })),
}

/** The candidate of all pictures before the sitting of 2026. */
export const BEFORE_THE_EXAM: Candidate = { ...WAITING, sittings: WAITING.sittings.slice(0, 2) }

/** All papers are still to be passed. */
export const NEVER_PASSED: Candidate = {
  ...WAITING,
  sittings: [{ examYear: 2025, marks: { law: 52, management: 41 } }],
}

/** A last year that is lost: something else was not registered for. */
export const SHORT: Candidate = {
  level: 'full',
  specialty: 'coal-mine',
  sittings: [
    { examYear: 2023, marks: { law: 70 } },
    { examYear: 2025, marks: { management: 'passed', practice: 'failed' } },
    { examYear: 2026, marks: { technology: 'not-registered', practice: 'not-registered' } },
  ],
}

/** Holds the certificate of one specialty and awaits the result of another. */
export const ADDING: Candidate = {
  level: 'added-specialty',
  specialty: 'construction',
  sittings: [
    {
      examYear: 2025,
      level: 'full',
      specialty: 'chemical',
      marks: { law: 71, management: 66, technology: 60, practice: 68 },
    },
    { examYear: 2026, marks: { practice: 'pending' } },
  ],
}

export const NEWCOMER: Candidate = { level: 'full', specialty: 'chemical', sittings: [] }

export const BACKUP_TEXT = `注安通关备份 2026-11-23\n${JSON.stringify({ candidate: WAITING, region: '西藏' })}`
