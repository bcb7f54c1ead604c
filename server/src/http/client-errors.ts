import type { Socket } from 'node:net'
import type { ErrorCode } from '@zhuan/api'
import { errorBody } from '../errors'

/** Bytes that are no HTTP at all still get an answer in the one shape. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, reason] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? [431, 'Request Header Fields Too Large']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? [408, 'Request Timeout']
        : [400, 'Bad Request']
  socket.end(closingAnswer(status, reason, 'bad-request', reason))
}

/** A whole answer in the error shape, for a connection that ends with it. */
export function closingAnswer(status: number, reason: string, code: ErrorCode, message: string): string {
  const body = JSON.stringify(errorBody({ status, code, message }))
  const length = Buffer.byteLength(body)
  return `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n${body}`
}
