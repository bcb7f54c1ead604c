import {
  assess,
  type Candidate,
  LEVEL_NAMES,
  LEVELS,
  MARK_NAMES,
  MILESTONE_NAMES,
  milestones,
  requiredSubjects,
  type Sitting,
  SPECIALTY_NAMES,
  type Standing,
  SUBJECT_NAMES,
  windowYears,
} from '../../src/index'

/** The tables of docs/rules.md, line by line, made by the core. */
export interface RulesTables {
  levels: string[]
  examples: string[]
  calendar: string[]
}

const STATUS: Record<Standing['status'], string> = {
  'not-passed': '未通过',
  valid: '有效',
  'last-chance': '最后一次机会',
  'awaiting-results': '待出分',
  expired: '已失效',
  certified: '已取证',
}
const MILESTONE_STATUS = { official: '官方', expected: '预计', reference: '往年参考' }

const line = (...cells: (string | number)[]): string => `| ${cells.join(' | ')} |`
const candidate = (
  level: Candidate['level'],
  sittings: Record<number, Sitting['marks']>,
  sat: Pick<Sitting, 'level' | 'specialty'> = {},
): Candidate => ({
  level,
  specialty: 'chemical',
  sittings: Object.entries(sittings).map(([year, marks], index) => ({
    examYear: Number(year),
    marks,
    // What the first year was sat as, where it is not what the candidate is now.
    ...(index === 0 && sat),
  })),
})

const EXAMPLES: [Candidate, string][] = [
  [candidate('full', { 2023: { law: 60 } }), '2026-10-20'],
  [candidate('full', { 2023: { law: 60 } }), '2026-11-23'],
  [candidate('full', { 2023: { law: 60 }, 2026: { management: 40 } }), '2026-11-23'],
  [candidate('full', { 2023: { law: 60 }, 2026: { management: 58, technology: 61, practice: 40 } }), '2026-12-28'],
  [
    candidate('full', { 2024: { law: 71 }, 2025: { management: 66, technology: 60 }, 2026: { practice: 'pending' } }),
    '2026-11-23',
  ],
  [
    candidate('full', { 2024: { law: 71 }, 2025: { management: 66, technology: 60 }, 2026: { practice: 68 } }),
    '2026-12-28',
  ],
  [candidate('exempt-one', { 2024: { law: 60 }, 2025: { practice: 60 } }), '2026-10-20'],
  [candidate('exempt-two', { 2025: { law: 60 }, 2026: { practice: 'absent' } }), '2026-11-23'],
  [candidate('added-specialty', { 2026: { practice: 60 } }), '2026-12-28'],
  [
    candidate('full', {
      2023: { law: 60 },
      2025: { management: 60 },
      2026: { technology: 'not-registered', practice: 'not-registered' },
    }),
    '2026-09-10',
  ],
  [candidate('exempt-two', { 2024: { law: 66 }, 2025: { practice: 62 } }, { level: 'full' }), '2026-11-28'],
  [
    candidate(
      'added-specialty',
      { 2024: { law: 70, management: 70, technology: 70, practice: 'passed' }, 2026: { practice: 'pending' } },
      { level: 'full', specialty: 'construction' },
    ),
    '2026-11-28',
  ],
]

function recordWords({ level, sittings }: Candidate): string {
  const marksWords = ({ level: at, marks }: Sitting) =>
    requiredSubjects(at ?? level)
      .filter(subject => marks[subject] !== undefined)
      .map(subject => {
        const mark = marks[subject]!
        return `${SUBJECT_NAMES[subject]} ${typeof mark === 'number' ? mark : MARK_NAMES[mark]}`
      })
      .join('、')
  const satAs = ({ level: at, specialty }: Sitting) =>
    at ? `（按${LEVEL_NAMES[at]}${specialty ? `、${SPECIALTY_NAMES[specialty]}` : ''}考）` : ''
  return [
    LEVEL_NAMES[level],
    ...sittings.map(sitting => `${sitting.examYear}${satAs(sitting) || ' '}${marksWords(sitting)}`),
  ].join('；')
}

function standingWords({ subject, status, validThrough, notCounted }: Standing): string {
  const through = validThrough === undefined || status === 'certified' ? '' : `（${validThrough}）`
  const keptOut = notCounted
    ? `（${notCounted.examYear} 年未计入：${notCounted.reason === 'level' ? '级别' : '专业'}不同）`
    : ''
  return `${SUBJECT_NAMES[subject]} ${STATUS[status]}${through}${keptOut}`
}

/** Makes the tables as the core computes them today. */
export function rulesTables(): RulesTables {
  return {
    levels: LEVELS.map(level =>
      line(
        LEVEL_NAMES[level],
        requiredSubjects(level)
          .map(subject => SUBJECT_NAMES[subject])
          .join('、'),
        windowYears(level),
      ),
    ),
    examples: EXAMPLES.map(([of, asOf]) => {
      const { subjects, certificate, finishBy, lapses, earlierCertificates } = assess(of, asOf)
      return line(
        recordWords(of),
        asOf,
        [
          ...subjects.map(standingWords),
          ...earlierCertificates.map(
            earlier =>
              `已有的证：${LEVEL_NAMES[earlier.level]}、${SPECIALTY_NAMES[earlier.specialty]}，${earlier.examYear} 年`,
          ),
        ].join('、'),
        certificate ? `${certificate.examYear} 年取证` : (finishBy ?? '—'),
        lapses
          .map(lapse => `${lapse.examYear} ${lapse.subjects.map(subject => SUBJECT_NAMES[subject]).join('、')}`)
          .join('；') || '—',
      )
    }),
    calendar: [2026, 2027].flatMap(year =>
      milestones(year, null, []).map(({ kind, start, end, likely, status }) =>
        line(
          year,
          MILESTONE_NAMES[kind],
          start === end ? start : `${start} 至 ${end}`,
          likely ?? '—',
          MILESTONE_STATUS[status],
        ),
      ),
    ),
  }
}
