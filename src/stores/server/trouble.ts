import { ApiError } from '@zhuan/api/client'
import { RuleError } from '@zhuan/exam'
import { NoAnswerError } from '@/platform/request'
import { StorageError } from '@/platform/storage'
import { LoginError, SignedOutError } from './session'

/**
 * Why something did not come about between phone and server: no network, a server in trouble, signed out by hand, refused
 * for good; a phone without room, a record that this version cannot read.
 */
export type Trouble = 'offline' | 'busy' | 'signed-out' | 'refused' | 'full' | 'unreadable'

export function troubleOf(error: unknown): Trouble {
  if (error instanceof NoAnswerError || error instanceof LoginError) return 'offline'
  if (error instanceof SignedOutError) return 'signed-out'
  if (error instanceof ApiError) return error.status >= 500 || error.status === 429 ? 'busy' : 'refused'
  if (error instanceof StorageError) return 'full'
  if (error instanceof RuleError) return 'unreadable'
  throw error
}
