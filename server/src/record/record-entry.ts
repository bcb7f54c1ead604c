import {
  CertificateValue,
  ChecklistValue,
  compileCheck,
  EndorsementValue,
  type Entry,
  MAX_ENTRY_BYTES,
} from '@zhuan/api'
import { parseCandidate, REGIONS, RuleError } from '@zhuan/exam'
import { invalid } from '../errors'

/** An entry whose value obeys its key: marks are as the exam package writes them. */
export interface RecordEntry {
  key: string
  value: object | null
  updatedAt: Date
}

const checks = {
  endorsement: compileCheck(EndorsementValue),
  checklist: compileCheck(ChecklistValue),
  certificate: compileCheck(CertificateValue),
}

/**
 * Checks posted entries one after the other.
 * @throws HttpError 422 for the first fault, with a path like `entries[0].value.marks.law`; nothing may be stored then
 */
export function parseEntries(entries: readonly Entry[]): RecordEntry[] {
  return entries.map((entry, index) => {
    const path = `entries[${index}]`
    const value = entry.value === null ? null : parseValue(entry.key, entry.value, `${path}.value`)
    // Weighed only now: lists inside one another without end, which JSON.stringify cannot bear, have been refused.
    const bytes = Buffer.byteLength(JSON.stringify(entry))
    if (bytes > MAX_ENTRY_BYTES)
      throw invalid('too-large', `the entry has ${bytes} bytes, expected at most ${MAX_ENTRY_BYTES}`, path)
    return { key: entry.key, value, updatedAt: new Date(entry.updatedAt) }
  })
}

function parseValue(key: string, value: Record<string, unknown>, path: string): object {
  const [kind, id] = key.split(':', 2) as [string, string | undefined]
  if (kind === 'profile') return parseProfile(value, path)
  if (kind === 'sitting') return parseSitting(Number(id), value, path)
  const result = checks[kind as keyof typeof checks](value)
  if ('fault' in result) throw invalid(result.fault.code, result.fault.message, join(path, result.fault.path))
  return result.value
}

function parseProfile(value: Record<string, unknown>, path: string): object {
  const { level, specialty, region, ...unknown } = value
  const [surplus] = Object.keys(unknown)
  if (surplus !== undefined) throw invalid('unknown-field', `${surplus} is no field of a profile`, join(path, surplus))
  const parsed = byExamRules(
    () =>
      parseCandidate({ ...('level' in value && { level }), ...('specialty' in value && { specialty }), sittings: [] }),
    '',
    path,
  )
  if (region === undefined) return { level: parsed.level, specialty: parsed.specialty }
  if (!isRegion(region))
    throw invalid('unknown-value', 'the region is unknown, expected its Chinese name', join(path, 'region'))
  return { level: parsed.level, specialty: parsed.specialty, region }
}

function parseSitting(examYear: number, value: Record<string, unknown>, path: string): object {
  // The level and specialty of this candidate are not looked at: a sitting is checked by itself.
  const parsed = byExamRules(
    () => parseCandidate({ level: 'full', specialty: 'other', sittings: [value] }),
    'sittings[0]',
    path,
  )
  const sitting = parsed.sittings[0]!
  if (sitting.examYear !== examYear) {
    throw invalid(
      'unknown-value',
      `examYear is ${sitting.examYear}, expected ${examYear} as in the key`,
      join(path, 'examYear'),
    )
  }
  return sitting
}

function byExamRules<T>(parse: () => T, prefix: string, path: string): T {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    const place = join(path, error.path.slice(prefix.length).replace(/^\./, ''))
    // The rules name the place in what they were given, which is not what was posted.
    const finding = error.message.slice((error.path || 'input').length)
    throw invalid(error.code, `${place}${finding}`, place)
  }
}

const isRegion = (value: unknown): value is string => (REGIONS as readonly unknown[]).includes(value)
const join = (path: string, rest: string): string =>
  rest === '' ? path : rest.startsWith('[') ? path + rest : `${path}.${rest}`
