import { Histogram, type Registry } from 'prom-client'
import type { Exchange } from './connection'

/** Runs a request to WeChat and notes how long it took and how it ended. */
export type Observe = (api: string, request: () => Promise<Exchange>) => Promise<Exchange>

const NAME = 'wechat_request_duration_seconds'

export function observeRequests(metrics: Registry): Observe {
  const histogram =
    (metrics.getSingleMetric(NAME) as Histogram<'api' | 'outcome'> | undefined) ??
    new Histogram({
      name: NAME,
      help: 'Requests to WeChat by call, and whether an answer came',
      labelNames: ['api', 'outcome'],
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [metrics],
    })
  return (api, request) => {
    const began = performance.now()
    return request().then(exchange => {
      histogram.observe({ api, outcome: exchange.type }, (performance.now() - began) / 1000)
      return exchange
    })
  }
}
