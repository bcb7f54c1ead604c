import type { WeappDriver } from '../../../packages/weapp-runner/src/index'
import { inspect } from './inspect'

/** Thresholds of WeChat's 体验评分; the defaults are WeChat's own. */
const LIMITS = {
  nodes: 1000,
  depth: 30,
  children: 60,
  setDataBytes: 256 * 1024,
  /** Least width and height of what can be tapped, in px. */
  tapTarget: 20,
  contrast: 4.5,
  /** Unused WXSS a file, in bytes; WeChat only advises on it, as on contrast. */
  unusedBytes: 2048,
}

interface AuditFinding {
  rule: 'errors' | 'nodes' | 'depth' | 'children' | 'set-data' | 'active' | 'tap-target' | 'contrast' | 'unused-wxss'
  message: string
}

/** WeChat's own audit (体验评分) of the page on top: what metrics, errors and the page itself say against it. */
export async function audit(app: WeappDriver, options: Partial<typeof LIMITS> = {}): Promise<AuditFinding[]> {
  await app.settle()
  const limits = { ...LIMITS, ...options }
  const { page, nodes, depth, maxChildren, setData } = await app.metrics()
  const seen = await app.page.frameLocator('#top').locator('html').evaluate(inspect, limits)
  const of = (rule: AuditFinding['rule'], messages: string[]) => messages.map(message => ({ rule, message }))
  const large = setData.calls.filter(call => call.page === page && call.bytes > limits.setDataBytes)
  return [
    ...of(
      'errors',
      (await app.errors()).map(({ kind, message }) => `${kind}: ${message}`),
    ),
    ...of('nodes', nodes < limits.nodes ? [] : [`${nodes} nodes, expected fewer than ${limits.nodes}`]),
    ...of('depth', depth < limits.depth ? [] : [`${depth} deep, expected less than ${limits.depth}`]),
    ...of('children', maxChildren <= limits.children ? [] : [`${maxChildren} children of one node`]),
    ...of(
      'set-data',
      large.map(({ bytes }) => `one setData of ${bytes} bytes, expected ${limits.setDataBytes} at most`),
    ),
    ...of(
      'active',
      seen.active.map(selector => `${selector}: use hover-class in place of :active`),
    ),
    ...of('tap-target', seen.small),
    ...of('contrast', seen.faint),
    ...of('unused-wxss', seen.unused),
  ]
}
