/*
 * What `parseCandidate` refuses, a second time and sharing nothing with src: one walk over the input that writes down
 * every fault in the order in which it meets them.
 */

const WORDS = {
  level: ['full', 'exempt-one', 'exempt-two', 'added-specialty'],
  specialty: ['coal-mine', 'non-coal-mine', 'chemical', 'metal-smelting', 'construction', 'road-transport', 'other'],
  subject: ['law', 'management', 'technology', 'practice'],
  mark: ['absent', 'violation', 'invalid', 'not-registered', 'pending', 'passed', 'failed'],
}

type Fault = [code: string, path: string]
type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  Object.prototype.toString.call(value) === '[object Object]' && typeof value === 'object'

/** Every fault of the input in its order; the first is the one that counts. */
export function oracleFaults(input: unknown): Fault[] {
  const faults: Fault[] = []
  const fault = (code: string, path: string) => void faults.push([code, path])

  const wholeNumber = (value: unknown, path: string, from: number, to: number) => {
    if (typeof value !== 'number' || value % 1 !== 0) fault('not-an-integer', path)
    else if (value < from || value > to) fault('out-of-range', path)
  }

  const visitMark = (value: unknown, path: string) => {
    if (value === -1 || value === -2 || value === -4) return
    if (typeof value === 'string') {
      if (!WORDS.mark.includes(value)) fault('unknown-value', path)
    } else wholeNumber(value, path, 0, 100)
  }

  const visitSubjects = (value: unknown, path: string, visit: (part: unknown, partPath: string) => void) => {
    if (!isObject(value)) return fault('not-an-object', path)
    for (const key of Object.keys(value)) {
      if (!WORDS.subject.includes(key)) fault('unknown-value', `${path}.${key}`)
      else if (value[key] !== undefined) visit(value[key], `${path}.${key}`)
    }
  }

  const visitSitting = (value: unknown, path: string, earlier: Set<unknown>) => {
    if (!isObject(value)) return fault('not-an-object', path)
    for (const key of Object.keys(value)) {
      const part = value[key]
      const partPath = `${path}.${key}`
      if (!['examYear', 'level', 'specialty', 'marks', 'extensionYears'].includes(key)) fault('unknown-field', partPath)
      else if (part === undefined) continue
      else if (key === 'examYear') {
        const before = faults.length
        wholeNumber(part, partPath, 2019, 2099)
        if (faults.length === before && earlier.has(part)) fault('duplicate-year', partPath)
        earlier.add(part)
      } else if (key === 'level' || key === 'specialty') {
        if (!WORDS[key].includes(part as string)) fault('unknown-value', partPath)
      } else if (key === 'marks') visitSubjects(part, partPath, visitMark)
      else visitSubjects(part, partPath, (years, yearsPath) => wholeNumber(years, yearsPath, 1, 3))
    }
    if (value.examYear === undefined) fault('missing-field', `${path}.examYear`)
    if (value.marks === undefined) fault('missing-field', `${path}.marks`)
  }

  if (!isObject(input)) return [['not-an-object', '']]
  for (const key of Object.keys(input)) {
    const part = input[key]
    if (key !== 'level' && key !== 'specialty' && key !== 'sittings') fault('unknown-field', key)
    else if (part === undefined) continue
    else if (key !== 'sittings') {
      if (!WORDS[key].includes(part as string)) fault('unknown-value', key)
    } else if (!Array.isArray(part)) fault('not-an-object', key)
    else if (part.length > 60) fault('too-many', key)
    else {
      const years = new Set<unknown>()
      for (let index = 0; index < part.length; index++) visitSitting(part[index], `sittings[${index}]`, years)
    }
  }
  for (const key of ['level', 'specialty', 'sittings']) if (input[key] === undefined) fault('missing-field', key)
  return faults
}
