import { readFileSync } from 'node:fs'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { SHOTS } from '../../scripts/screens/shots'
import { layoutFaults } from './support/layout'
import { preparePreview } from './support/preview'

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
/** What stands in for WeChat's own pickers, dialogs and toasts in the preview is not ours. */
const STAND_INS = ['.taro__modal', '.taro__toast', '.weui-picker__overlay', 'taro-picker-core']
/** The rules that look at colours: all that the dark can change. */
const CONTRAST = ['color-contrast', 'link-in-text-block']

const open = preparePreview({ keepsPage: true })

/** Those in large type are the same pages: here each is looked at in every type. */
const STATES = SHOTS.filter(({ isLarge }) => !isLarge)

test.each(STATES)(
  '$name: axe finds nothing serious in the light and in the dark, and all fits in every type',
  async ({ steps, ...state }) => {
    const page = await open(state)
    await steps?.(page)
    await comeToRest(page)
    await page.evaluate(AXE)
    const found = [
      ...(await violations(page, 'light')),
      ...(await violations(page, 'dark', CONTRAST)),
      ...(await layoutFaults(page)),
    ]
    expect(found).toEqual([])
  },
)

/** Until nothing moves or fades any more: half-faded text has too little contrast. A countdown that runs on is not waited for. */
async function comeToRest(page: Page): Promise<void> {
  await page.waitForTimeout(50)
  await page.evaluate(async longest => {
    const ends = Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
    await Promise.race([ends, new Promise(resolve => setTimeout(resolve, longest))])
  }, 400)
}

/** @returns what axe calls serious or critical, by all of its rules or by some */
async function violations(page: Page, colorScheme: 'light' | 'dark', rules?: string[]): Promise<string[]> {
  await page.emulateMedia({ colorScheme })
  const { violations, passes } = await page.evaluate(
    ({ exclude, runOnly }) =>
      (window as unknown as { axe: { run(context: object, options: object): Promise<AxeResults> } }).axe.run(
        { exclude: exclude.map(each => [each]) },
        // Of what passes one element is enough to know that it was looked at.
        { resultTypes: ['violations'], ...(runOnly && { runOnly }) },
      ),
    { exclude: STAND_INS, runOnly: rules },
  )
  expect(passes.length).toBeGreaterThan(0)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(node => `${colorScheme}: ${id} (${impact}) ${node.html.slice(0, 200)} ${node.failureSummary}`),
    )
}
