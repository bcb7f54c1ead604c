import {
  assess,
  type Candidate,
  LEVEL_NAMES,
  LEVELS,
  type Mark,
  MILESTONE_NAMES,
  milestones,
  requiredSubjects,
  type Sitting,
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
const WORDS: Record<Exclude<Mark, number>, string> = {
  absent: '缺考',
  violation: '违纪',
  invalid: '成绩无效',
  'not-registered': '未报考',
  pending: '待出分',
}
const MILESTONE_STATUS = { official: '官方', expected: '预计', reference: '往年参考' }

const line = (...cells: (string | number)[]): string => `| ${cells.join(' | ')} |`
const candidate = (level: Candidate['level'], sittings: Record<number, Sitting['marks']>): Candidate => ({
  level,
  specialty: 'chemical',
  sittings: Object.entries(sittings).map(([year, marks]) => ({ examYear: Number(year), marks })),
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
]

function recordWords({ level, sittings }: Candidate): string {
  const marksWords = ({ marks }: Sitting) =>
    requiredSubjects(level)
      .filter(subject => marks[subject] !== undefined)
      .map(subject => {
        const mark = marks[subject]!
        return `${SUBJECT_NAMES[subject]} ${typeof mark === 'number' ? mark : WORDS[mark]}`
      })
      .join('、')
  return [LEVEL_NAMES[level], ...sittings.map(sitting => `${sitting.examYear} ${marksWords(sitting)}`)].join('；')
}

function standingWords({ subject, status, validThrough }: Standing): string {
  const through = validThrough === undefined || status === 'certified' ? '' : `（${validThrough}）`
  return `${SUBJECT_NAMES[subject]} ${STATUS[status]}${through}`
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
      const { subjects, certificate, finishBy, lapses } = assess(of, asOf)
      return line(
        recordWords(of),
        asOf,
        subjects.map(standingWords).join('、'),
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
