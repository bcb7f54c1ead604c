import { addressOf, type Transport } from './client'

/**
 * Carries requests by `fetch`: for the console, the command line and tests. The mini-program has `wx.request`.
 * @param server - like `http://127.0.0.1:3000`
 * @returns rejects as `fetch` does when there is no answer; images and the like come as an `ArrayBuffer`
 */
export function fetchTransport(server: string): Transport {
  return async ({ method, headers, body, ...where }) => {
    const answer = await fetch(server.replace(/\/+$/, '') + addressOf(where), {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: await readBody(answer),
    }
  }
}

async function readBody(answer: Response): Promise<unknown> {
  const type = answer.headers.get('content-type') ?? ''
  if (type !== '' && !/^(text\/|application\/json)/.test(type)) return answer.arrayBuffer()
  const text = await answer.text()
  if (text === '') return undefined
  if (!type.startsWith('application/json')) return text
  try {
    return JSON.parse(text)
  } catch {
    // Cut on its way, or written by a proxy.
    return text
  }
}
