import {
  CertificateValue,
  ChecklistValue,
  compileCheck,
  EndorsementValue,
  type Entry,
  MAX_ENTRY_BYTES,
} from '@zhuan/api'
import { parseProfile, parseSitting, splitKey } from '@zhuan/api/record'
import { RuleError } from '@zhuan/exam'
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

function parseValue(key: string, value: object, path: string): object {
  const [kind, id] = splitKey(key)
  if (kind === 'profile') return byExamRules(() => parseProfile(value), path)
  if (kind === 'sitting') return byExamRules(() => parseSitting(Number(id), value), path)
  const result = checks[kind](value)
  if ('fault' in result) throw invalid(result.fault.code, result.fault.message, join(path, result.fault.path))
  return result.value
}

function byExamRules<T>(parse: () => T, path: string): T {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    const place = join(path, error.path)
    // The rules begin with the place in the value, which is not the one in what was posted.
    const named = `${error.path || 'input'}:`
    const message = error.message.startsWith(named) ? `${place}:${error.message.slice(named.length)}` : error.message
    throw invalid(error.code, message, place)
  }
}

const join = (path: string, rest: string): string =>
  rest === '' ? path : rest.startsWith('[') ? path + rest : `${path}.${rest}`
