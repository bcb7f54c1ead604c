import { fromValues, toValues } from '@zhuan/api/record'
import type { StorageError } from '@/platform/storage'
import { takeOver, useCandidateStore } from '../candidate-store'
import type { TimedValues } from './sync-merge'

/** The record in the pieces that phone and server exchange, each with the time of its last edit. */
export function readPieces(): TimedValues {
  const record = useCandidateStore.getState()
  return { values: toValues(record), times: record.edited }
}

/**
 * Puts the pieces together again as the phone's record.
 * @param changed the keys whose values are others than before
 * @returns what the phone has no room for
 * @throws RuleError for a record that this version cannot read
 */
export function writePieces({ values, times }: TimedValues, changed: readonly string[]): StorageError | undefined {
  if (changed.length === 0) return takeOver({ edited: times }, false)
  return takeOver({ ...fromValues(values), edited: times }, true)
}
