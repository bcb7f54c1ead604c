import { ApiError, createClient } from '@zhuan/api/client'
import { APP_ENDPOINTS } from '@zhuan/api/vocabulary'
import { NoAnswerError, transport } from '@/platform/request'

/** Calls the server by the names of its contract. */
export const server = createClient(APP_ENDPOINTS, transport)

/** Lets something run that nobody waits for: without an answer it is done at another time, or nothing is lost. */
export function quietly(work: Promise<unknown>): void {
  void work.catch(error => {
    const isExpected = error instanceof ApiError || typeof (error as { code?: unknown })?.code === 'string'
    if (!isExpected) throw error
  })
}

/** Whether the same again, a little later, may succeed: no answer, a server in trouble, or too many at once. */
export function mayPass(error: unknown): boolean {
  if (error instanceof ApiError) return error.status >= 500 || error.status === 429 || error.status === 408
  return error instanceof NoAnswerError
}
