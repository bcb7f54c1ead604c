/** What the app handed to `wx.request`. */
export interface RequestOptions {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  dataType?: string
  timeout?: number
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Carries out `wx.request` in Node, to this machine only; every status is a success, as in WeChat. */
export async function request(options: RequestOptions): Promise<Record<string, unknown>> {
  const url = new URL(options.url)
  if (!LOOPBACK.has(url.hostname)) return { error: `url not in domain list: ${url.origin} is not on this machine` }
  const method = (options.method ?? 'GET').toUpperCase()
  const header = Object.fromEntries(
    Object.entries(options.header ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  )
  let body: string | undefined
  if (method === 'GET' && typeof options.data === 'object' && options.data !== null)
    for (const [name, value] of Object.entries(options.data)) url.searchParams.set(name, String(value))
  else if (options.data !== undefined && method !== 'GET') {
    const form = header['content-type']?.includes('x-www-form-urlencoded')
    header['content-type'] ??= 'application/json'
    if (typeof options.data === 'string') body = options.data
    else
      body = form
        ? new URLSearchParams(options.data as Record<string, string>).toString()
        : JSON.stringify(options.data)
  }
  try {
    const response = await fetch(url, {
      method,
      headers: header,
      body,
      signal: AbortSignal.timeout(options.timeout ?? 60_000),
    })
    const text = await response.text()
    return {
      statusCode: response.status,
      header: Object.fromEntries(response.headers),
      cookies: response.headers.getSetCookie(),
      data: options.dataType === undefined || options.dataType === 'json' ? parsed(text) : text,
    }
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
