import type { AppError, Metrics } from './types'

/** Thresholds of WeChat's 体验评分; the defaults are WeChat's own. */
export interface AuditOptions {
  nodes?: number
  depth?: number
  children?: number
  setDataBytes?: number
  /** Least width and height of what can be tapped, in px. */
  tapTarget?: number
  contrast?: number
  /** Unused WXSS a file, in bytes; only advised. */
  unusedBytes?: number
}

export interface AuditFinding {
  rule: 'errors' | 'nodes' | 'depth' | 'children' | 'set-data' | 'active' | 'tap-target' | 'contrast' | 'unused-wxss'
  /** WeChat itself only advises on these. */
  advisory: boolean
  message: string
}

export interface AuditReport {
  page: string
  findings: AuditFinding[]
}

const DEFAULTS: Required<AuditOptions> = {
  nodes: 1000,
  depth: 30,
  children: 60,
  setDataBytes: 256 * 1024,
  tapTarget: 20,
  contrast: 4.5,
  unusedBytes: 2048,
}

/** What the browser side finds on the page on top. */
export interface Inspection {
  small: string[]
  faint: string[]
  active: string[]
  unused: [file: string, bytes: number][]
}

export const auditLimits = (options: AuditOptions): Required<AuditOptions> => ({ ...DEFAULTS, ...options })

/** Puts together what the metrics, the errors and the page itself say. */
export function auditPage(
  metrics: Metrics,
  errors: AppError[],
  seen: Inspection,
  limits: Required<AuditOptions>,
): AuditReport {
  const findings: AuditFinding[] = []
  const add = (rule: AuditFinding['rule'], message: string, advisory = false) =>
    findings.push({ rule, advisory, message })
  for (const error of errors) add('errors', `${error.kind}: ${error.message}`)
  if (metrics.nodes >= limits.nodes) add('nodes', `${metrics.nodes} nodes, expected fewer than ${limits.nodes}`)
  if (metrics.depth >= limits.depth) add('depth', `${metrics.depth} deep, expected less than ${limits.depth}`)
  if (metrics.maxChildren > limits.children)
    add('children', `${metrics.maxChildren} children of one node, expected ${limits.children} at most`)
  for (const call of metrics.setData.calls.filter(one => one.page === metrics.page && one.bytes > limits.setDataBytes))
    add('set-data', `one setData of ${call.bytes} bytes, expected ${limits.setDataBytes} at most`)
  for (const selector of seen.active) add('active', `${selector}: use hover-class in place of :active`)
  for (const target of seen.small) add('tap-target', target)
  for (const text of seen.faint) add('contrast', text, true)
  for (const [file, bytes] of seen.unused)
    add('unused-wxss', `${file}.wxss: ${bytes} bytes match nothing on this page`, true)
  return { page: metrics.page, findings }
}
