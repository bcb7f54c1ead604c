import { buildTaro, type Target } from '../support/taro-build'
import { jest } from './jest-step'
import {
  filesWithSchemaLibrary,
  MAIN_PACKAGE_BUDGET,
  mainPackageBytes,
  SUBPACKAGE_BUDGETS,
  subpackageBytes,
} from './package-budget'
import { check, failed, PASSED, type Step } from './step'

const build = (part: Target, name: string): Step => ({
  part,
  name: `${name} build, without a warning`,
  run: async () => {
    const { ok, complaints } = await buildTaro(part)
    return ok && complaints === '' ? PASSED : failed(complaints)
  },
})

const packageBudget: Step = {
  part: 'weapp',
  name: `main package within ${MAIN_PACKAGE_BUDGET} bytes, without the schema library`,
  run: async () => {
    const [holder] = filesWithSchemaLibrary('dist/weapp')
    if (holder !== undefined)
      return failed(`${holder}: holds the schema library; src takes @zhuan/api/vocabulary, /record and /client only`)
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

/** Everything that `npm test` runs, in order; the quick and the general first. */
export const STEPS: Step[] = [
  check('lint', 'format and lint', '@biomejs/biome/bin/biome', [
    'ci',
    '--colors=off',
    '--error-on-warnings',
    '--max-diagnostics=20',
    '.',
  ]),
  check('types', 'types', 'typescript/bin/tsc', ['--noEmit', '-p', '.']),
  check('borders', 'import borders', 'dependency-cruiser/bin/dependency-cruise.mjs', [
    ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
    ...['src', 'packages', 'server', 'cli', 'scripts', 'bench', '__tests__', 'config'],
  ]),
  check('unused', 'unused files, exports and dependencies', 'knip/bin/knip.js', ['--no-progress', '--no-config-hints']),
  jest('exam', { name: 'exam, TZ=Asia/Shanghai', env: { TZ: 'Asia/Shanghai' } }),
  jest('exam', { name: 'exam, TZ=UTC', env: { TZ: 'UTC' }, part: 'exam-zones' }),
  jest('exam', { name: 'exam, TZ=America/Los_Angeles', env: { TZ: 'America/Los_Angeles' }, part: 'exam-zones' }),
  jest('api'),
  jest('app'),
  jest('sandbox'),
  jest('signals'),
  jest('commands'),
  jest('server', { workers: 3 }),
  jest('runner'),
  build('weapp', 'weapp'),
  packageBudget,
  ...subpackageBudgets,
  // The build just made is the one that is tested.
  jest('weapp', { env: { WEAPP_DIST: 'dist/weapp' } }),
  build('h5', 'H5 preview'),
  jest('h5', { name: 'h5 browser' }),
]
