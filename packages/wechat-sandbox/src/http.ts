import type { IncomingMessage, ServerResponse } from 'node:http'

/** More than any call of a mini-program's server needs. */
const MOST_BYTES = 16 * 1024 * 1024

const CROSS_ORIGIN = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': 'GET, POST, PUT, DELETE, OPTIONS',
}

/** Only browsers say where they come from, and only they ask what a page of another origin may read. */
const crossOrigin = ({ req }: ServerResponse) => (req.headers.origin === undefined ? {} : CROSS_ORIGIN)

/** Where a request goes. */
export interface Address {
  pathname: string
  query: URLSearchParams
}

/** By hand: what parsing a whole URL takes, a benchmark would put down to the server that shares the machine. */
export function readAddress({ url = '/' }: IncomingMessage): Address {
  const mark = url.indexOf('?')
  if (mark === -1) return { pathname: url, query: new URLSearchParams() }
  return { pathname: url.slice(0, mark), query: new URLSearchParams(url.slice(mark)) }
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...crossOrigin(response),
  })
  response.end(text)
}

export function sendBytes(response: ServerResponse, contentType: string, body: Buffer | string): void {
  response.writeHead(200, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    ...crossOrigin(response),
  })
  response.end(body)
}

/** WeChat's answer to everything that goes wrong: status 200, errcode and errmsg. */
export function sendError(response: ServerResponse, errcode: number, errmsg: string): void {
  sendJson(response, { errcode, errmsg: `${errmsg} rid: sandbox-${Date.now().toString(36)}` })
}

export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > MOST_BYTES) reject(new Error(`the body has more than ${MOST_BYTES} bytes`))
      else chunks.push(chunk)
    })
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]!.toString() : Buffer.concat(chunks).toString()))
    request.on('error', reject)
  })
}

/** The body as a JSON object; `undefined` when it is none. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
