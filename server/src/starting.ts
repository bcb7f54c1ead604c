import type { RequestListener } from 'node:http'
import { routes } from '@zhuan/api'
import { errorBody } from './errors'

/**
 * Answers while the server is starting, waiting for its database for instance: it is alive, and nothing else yet.
 * @param doing - what the start waits for at this moment
 */
export function answerWhileStarting(doing: () => string): RequestListener {
  return (request, response) => {
    const isAlive = request.method === 'GET' && request.url?.split('?', 1)[0] === routes.getHealth.path
    const body = isAlive ? { status: 'ok' } : notReady(doing())
    response.writeHead(isAlive ? 200 : 503, {
      'content-type': 'application/json; charset=utf-8',
      ...(!isAlive && { 'retry-after': '2' }),
    })
    response.end(JSON.stringify(body))
  }
}

/** Unlike other texts of 503 this one is shown: it is for whoever has just started the server. */
const notReady = (doing: string) => ({
  error: {
    ...errorBody({ status: 503, code: 'not-ready', message: '' }).error,
    message: `the server is starting: ${doing}`,
  },
})
