/** What is read here of a node of `explain (analyze, format json)`. */
interface PlanNode {
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: PlanNode[]
}

/** How many rows of a table a plan has read, those that it threw away included. */
export function rowsRead(node: PlanNode, table: string): number {
  const here = node['Relation Name'] === table
  const read = here ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'] : 0
  return (node.Plans ?? []).reduce((sum, below) => sum + rowsRead(below, table), read)
}
