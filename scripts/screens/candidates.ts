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

export const NEWCOMER: Candidate = { level: 'full', specialty: 'chemical', sittings: [] }

export const BACKUP_TEXT = `注安通关备份 2026-11-23\n${JSON.stringify({ candidate: WAITING, region: '西藏' })}`
