import { readFileSync } from 'node:fs'
import type { AxeResults } from 'axe-core'
import { SHOTS } from '../../scripts/screens/shots'
import { layoutFaults } from './support/layout'
import { preparePreview } from './support/preview'

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
/** What stands in for WeChat's own pickers, dialogs and toasts in the preview is not ours. */
const STAND_INS = ['.taro__modal', '.taro__toast', '.weui-picker__overlay', 'taro-picker-core']

const open = preparePreview()

/** Those in large type are the same pages: here each is looked at in every type. */
const STATES = SHOTS.filter(({ isLarge }) => !isLarge)

test.each(STATES)(
  '$name: axe finds nothing serious in the light and in the dark, and all fits in every type',
  async ({ steps, ...state }) => {
    const page = await open(state)
    await steps?.(page)
    await page.waitForTimeout(400)
    await page.evaluate(AXE)
    const found: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const { violations, passes } = await page.evaluate(
        exclude =>
          (window as unknown as { axe: { run(context: object): Promise<AxeResults> } }).axe.run({
            exclude: exclude.map(each => [each]),
          }),
        STAND_INS,
      )
      expect(passes.length).toBeGreaterThan(0)
      for (const { id, impact, nodes } of violations)
        if (impact === 'serious' || impact === 'critical')
          found.push(
            ...nodes.map(node => `${colorScheme}: ${id} (${impact}) ${node.html.slice(0, 200)} ${node.failureSummary}`),
          )
    }
    expect([...found, ...(await layoutFaults(page))]).toEqual([])
  },
)
