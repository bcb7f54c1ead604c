import type pg from 'pg'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { version } from '../package.json'

/** Gauges whose names end like those of counters; the same figures by type stay. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total']

/** The registry of a process: Node's own figures, what was built, and how its connections to the database are doing. */
export function serverMetrics(pools: Record<string, pg.Pool>): Registry {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  collectDefaultMetrics({ register: registry })
  for (const name of MISNAMED) registry.removeSingleMetric(name)
  new Gauge({
    name: 'zhuan_build_info',
    help: 'Always 1; which version runs on which Node',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.version }, 1)
  observePools(registry, pools)
  return registry
}

function observePools(registry: Registry, pools: Record<string, pg.Pool>): void {
  new Gauge({
    name: 'database_connections',
    help: 'Connections to the database by pool; waiting are those who have to wait for one',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(pools)) {
        this.set({ pool, state: 'used' }, totalCount - idleCount)
        this.set({ pool, state: 'idle' }, idleCount)
        this.set({ pool, state: 'waiting' }, waitingCount)
      }
    },
  })
}
