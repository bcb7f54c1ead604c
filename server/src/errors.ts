import type { ErrorCode, ErrorResponse } from '@zhuan/api'

/** A fault that the caller is told about: an HTTP status, a stable code and a sentence. */
export class HttpError extends Error {
  override readonly name: string = 'HttpError'
  /** Seconds after which the same may succeed; the header of that name. */
  readonly retryAfter: number | undefined

  /**
   * @param status - the HTTP status, 4xx or 5xx
   * @param code - stable, of the contract's vocabulary
   * @param message - where, what was found, what was expected; sent to the caller when the status is below 500
   * @param path - the place in the request, like `entries[0].value.marks.law`
   */
  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    message: string,
    readonly path?: string,
    options?: ErrorOptions & { retryAfter?: number },
  ) {
    super(message, options)
    this.retryAfter = options?.retryAfter
  }
}

export const badRequest = (code: ErrorCode, message: string, path?: string) => new HttpError(400, code, message, path)
export const unauthorized = (message: string, code: ErrorCode = 'unauthorized') => new HttpError(401, code, message)
/** Of a session that has ended, was never opened, or whose candidate is gone. */
export const sessionOver = () => unauthorized('the session is unknown or over: log in again')
export const forbidden = (code: ErrorCode, message: string) => new HttpError(403, code, message)
export const notFound = (message: string, code: ErrorCode = 'not-found') => new HttpError(404, code, message)
export const conflict = (code: ErrorCode, message: string) => new HttpError(409, code, message)
export const gone = (code: ErrorCode, message: string) => new HttpError(410, code, message)
export const invalid = (code: ErrorCode, message: string, path?: string) => new HttpError(422, code, message, path)
/** @param retryAfter - seconds */
export const tooMany = (message: string, retryAfter: number) =>
  new HttpError(429, 'too-many-requests', message, undefined, { retryAfter })
export const unavailable = (code: ErrorCode, message: string, cause?: unknown) =>
  new HttpError(503, code, message, undefined, { cause })

/** Renders a fault; the text of 5xx is never shown, it may name tables, hosts or secrets. */
export function errorBody(fault: { status: number; code: ErrorCode; message: string; path?: string }): ErrorResponse {
  const message = fault.status < 500 ? fault.message : (HIDDEN[fault.status] ?? HIDDEN[500]!)
  return { error: { code: fault.code, message, ...(fault.path === undefined ? {} : { path: fault.path }) } }
}

const HIDDEN: Record<number, string> = {
  500: 'the server failed; it has been logged',
  502: 'WeChat did not answer as expected',
  503: 'the server cannot do this right now; try again soon',
  504: 'WeChat did not answer in time',
}
