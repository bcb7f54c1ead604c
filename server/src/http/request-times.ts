/** Upper bounds, in seconds. */
const BUCKETS = [0.005, 0.025, 0.1, 0.5, 2.5, 10]

interface Series {
  labels: { method: string; route: string; status: number }
  /** By bucket, those beyond the last one included. */
  counts: number[]
  sum: number
}

/**
 * How long requests took, as a histogram that prom-client's registry can collect. Its own class looks up labels by a text
 * that it puts together for every observation; on a score night that is a good part of what a request costs.
 */
export class RequestTimes {
  readonly name = 'http_request_duration_seconds'
  private readonly help = 'Requests by route and status, and how long their answers took'
  private readonly series = new Map<string, Map<number, Series>>()

  observe(method: string, route: string, status: number, seconds: number): void {
    const key = method === 'GET' ? route : `${method} ${route}`
    let ofRoute = this.series.get(key)
    if (!ofRoute) {
      ofRoute = new Map()
      this.series.set(key, ofRoute)
    }
    let one = ofRoute.get(status)
    if (!one) {
      one = { labels: { method, route, status }, counts: Array(BUCKETS.length + 1).fill(0), sum: 0 }
      ofRoute.set(status, one)
    }
    let bucket = 0
    while (bucket < BUCKETS.length && seconds > BUCKETS[bucket]!) bucket++
    one.counts[bucket]!++
    one.sum += seconds
  }

  /** What the registry asks a metric for. */
  async get() {
    const values = [...this.series.values()].flatMap(ofRoute => [...ofRoute.values()].flatMap(samples(this.name)))
    return { name: this.name, help: this.help, type: 'histogram', aggregator: 'sum', values }
  }

  reset(): void {
    this.series.clear()
  }
}

const samples =
  (name: string) =>
  ({ labels, counts, sum }: Series) => {
    let total = 0
    const buckets = counts.map((count, index) => {
      total += count
      return { metricName: `${name}_bucket`, labels: { le: BUCKETS[index] ?? '+Inf', ...labels }, value: total }
    })
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: total },
    ]
  }
