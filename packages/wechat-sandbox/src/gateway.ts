import type { ServerResponse } from 'node:http'
import type { GatewayAnswer } from './faults'

const PAGE =
  '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>'
const HALF = '{"errcode":0,"err'

/** What a caller gets to see of a gateway that does not pass WeChat's answer on. */
export function answerAsGateway(response: ServerResponse, answer: GatewayAnswer): void {
  switch (answer) {
    case 'html':
    case 'wrong-type':
      response.writeHead(answer === 'html' ? 502 : 200, { 'content-type': 'text/html', 'content-length': PAGE.length })
      response.end(PAGE)
      return
    case 'half':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': HALF.length * 2 })
      response.write(HALF, () => response.socket?.destroy())
      return
    case 'hang':
      // The caller's patience ends it.
      return
  }
}
