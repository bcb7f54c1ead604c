/** What the app handed to `wx.request`. */
export interface RequestOptions {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  dataType?: string
  timeout?: number
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** Carries out `wx.request` in Node, to this machine only; every status is a success, as in WeChat. */
export async function request({ data, ...options }: RequestOptions): Promise<Record<string, unknown>> {
  const url = new URL(options.url)
  if (!LOOPBACK.includes(url.hostname)) return { error: `url not in domain list: ${url.origin} is not on this machine` }
  const method = (options.method ?? 'GET').toUpperCase()
  const headers = new Headers(options.header)
  if (!headers.has('content-type')) headers.set('content-type', 'application/json')
  const fields = Object.entries(typeof data === 'object' ? (data ?? {}) : {}).map(([name, one]) => [name, String(one)])
  if (method === 'GET') for (const [name, value] of fields) url.searchParams.set(name!, value!)
  const form = headers.get('content-type')!.includes('x-www-form-urlencoded')
  const text = typeof data === 'string' ? data : form ? new URLSearchParams(fields).toString() : JSON.stringify(data)
  try {
    const signal = AbortSignal.timeout(options.timeout ?? 60_000)
    const response = await fetch(url, { method, headers, signal, ...(method === 'GET' ? {} : { body: text }) })
    const body = await response.text()
    const header = Object.fromEntries(response.headers)
    const answer = { statusCode: response.status, header, cookies: response.headers.getSetCookie() }
    return { ...answer, data: (options.dataType ?? 'json') === 'json' ? parsed(body) : body }
  } catch (error) {
    return { error: (error as Error).name === 'TimeoutError' ? 'timeout' : `connect: ${(error as Error).message}` }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
