import { readFileSync } from 'node:fs'
import { HAS_WECHAT_COMPILERS } from '@zhuan/weapp-runner'
import { readBuilt } from '../review/built'
import { findings, RULES_OF_EVERY_BUILD } from '../review/rules'
import { buildTaro, type Target } from '../support/taro-build'
import { BUILD_VARIABLES } from './build-variables'
import { jest } from './jest-group'
import {
  filesWithSchemaLibrary,
  filesWithStandIn,
  MAIN_PACKAGE_BUDGET,
  mainPackageBytes,
  SUBPACKAGE_BUDGETS,
  subpackageBytes,
} from './package-budget'
import { CORES, check, failed, type Group, PASSED, type Step, together } from './step'
import { compileAsWeChat } from './wechat-compilers'

const build = (part: Target, name: string): Step => ({
  part,
  name: `${name} build, without a warning`,
  run: async () => {
    const { ok, complaints } = await buildTaro(part, BUILD_VARIABLES)
    return ok && complaints === '' ? PASSED : failed(complaints)
  },
})

const packageBudget: Step = {
  part: 'weapp',
  name: `main package within ${MAIN_PACKAGE_BUDGET} bytes, without the schema library and WeChat's stand-in`,
  run: async () => {
    const [holder] = filesWithSchemaLibrary('dist/weapp')
    if (holder !== undefined)
      return failed(`${holder}: holds the schema library; src takes @zhuan/api/vocabulary, /record and /client only`)
    const [preview] = filesWithStandIn('dist/weapp')
    if (preview !== undefined)
      return failed(`${preview}: holds what stands in for WeChat in the preview; src/platform/preview is for H5 only`)
    const bytes = mainPackageBytes('dist/weapp')
    return bytes <= MAIN_PACKAGE_BUDGET
      ? { ...PASSED, note: `${bytes} bytes` }
      : failed(`dist/weapp: the main package has ${bytes} bytes, expected at most ${MAIN_PACKAGE_BUDGET}`)
  },
}

const subpackageBudgets: Step[] = Object.entries(SUBPACKAGE_BUDGETS).map(([root, budget]) => ({
  part: 'weapp',
  name: `${root}/ within ${budget} bytes`,
  run: async () => {
    const bytes = subpackageBytes('dist/weapp', root)
    return bytes <= budget
      ? { ...PASSED, note: `${bytes} bytes` }
      : failed(`dist/weapp/${root}: has ${bytes} bytes, expected at most ${budget}`)
  },
}))

const wechatCompilers: Step = {
  part: 'weapp',
  name: "WeChat's own compilers take every template and style",
  run: async () => {
    const machine = `${process.platform} ${process.arch}`
    if (!HAS_WECHAT_COMPILERS)
      return { ...PASSED, note: `not run, nor is the app on the older engine: WeChat has none for ${machine}` }
    const complaints = compileAsWeChat('dist/weapp')
    return complaints.length === 0 ? PASSED : failed(complaints.join('\n'))
  },
}

const review: Step = {
  part: 'weapp',
  name: 'nothing that reviewers reject',
  run: async () => {
    const guide = readFileSync('docs/launch/privacy-guide.md', 'utf8')
    // Address, owner and contact are a release's; `npm run check:review` asks for them.
    const faults = findings(readBuilt('dist/weapp', { guide, owner: '', contact: '' }), RULES_OF_EVERY_BUILD)
    return faults.length === 0 ? PASSED : failed(faults.join('\n'))
  },
}

/** Everything that `npm test` runs, in order; the quick and the general first. */
export const GROUPS: Group[] = [
  together(
    check('types', 'types', 'typescript/bin/tsc', ['--noEmit', '-p', '.']),
    check('lint', 'format and lint', '@biomejs/biome/bin/biome', [
      'ci',
      '--colors=off',
      '--error-on-warnings',
      '--max-diagnostics=20',
      '.',
    ]),
    check('borders', 'import borders', 'dependency-cruiser/bin/dependency-cruise.mjs', [
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
      ...['src', 'packages', 'server', 'cli', 'scripts', 'bench', '__tests__', 'config'],
    ]),
    check('unused', 'unused files, exports and dependencies', 'knip/bin/knip.js', [
      '--no-progress',
      '--no-config-hints',
    ]),
  ),
  // One more than there are cores: many of these tests wait, for processes, time limits and PostgreSQL.
  jest(CORES + 1, [
    { name: 'exam', title: 'exam, TZ=Asia/Shanghai' },
    { name: 'exam-utc', title: 'exam, TZ=UTC', part: 'exam-zones' },
    { name: 'exam-los-angeles', title: 'exam, TZ=America/Los_Angeles', part: 'exam-zones' },
    { name: 'api' },
    { name: 'app' },
    { name: 'sandbox' },
    { name: 'signals' },
    { name: 'commands' },
    { name: 'server' },
    { name: 'runner' },
  ]),
  together(build('weapp', 'weapp'), build('h5', 'H5 preview')),
  together(packageBudget, ...subpackageBudgets, wechatCompilers, review),
  // The builds just made are the ones that are tested. Every action waits until the app has come to rest: others work meanwhile.
  jest(CORES + 1, [{ name: 'weapp' }, { name: 'h5', title: 'h5 browser' }], { WEAPP_DIST: 'dist/weapp' }),
]
