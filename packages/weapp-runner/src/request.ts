import type { APIRequestContext } from 'playwright-core'

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

/** Carries out `wx.request` from Node, to this machine only; every status is a success, as in WeChat. */
export async function request(client: APIRequestContext, options: RequestOptions): Promise<Record<string, unknown>> {
  const { url, data, header = {}, dataType = 'json', timeout = 60_000 } = options
  const { hostname, origin } = new URL(url)
  if (!LOOPBACK.includes(hostname)) return { error: `url not in domain list: ${origin} is not on this machine` }
  const method = (options.method ?? 'GET').toUpperCase()
  const isForm = Object.values(header).some(value => value.includes('x-www-form-urlencoded'))
  const body = { [method === 'GET' ? 'params' : isForm && typeof data === 'object' ? 'form' : 'data']: data }
  const headers = { 'content-type': 'application/json', ...header }
  try {
    const response = await client.fetch(url, { method, headers, timeout, ...body })
    const text = await response.text()
    return {
      statusCode: response.status(),
      header: response.headers(),
      data: dataType === 'json' ? parsed(text) : text,
    }
  } catch (error) {
    return { error: /Timeout/i.test(String(error)) ? 'timeout' : `connect: ${(error as Error).message}` }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
