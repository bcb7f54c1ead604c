/** @jest-config-loader esbuild-register */
import type { Config } from 'jest'

const swc: NonNullable<Config['transform']> = {
  '^.+\\.(t|j)sx?$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
      },
    },
  ],
}

/** A group of tests that runs in plain Node; the whole run is put together in scripts/test.ts. */
const node = (displayName: string, root: string, more: Config = {}): Config => ({
  displayName,
  rootDir: `${__dirname}/${root}`,
  testMatch: ['**/*.test.ts?(x)'],
  testEnvironment: 'node',
  transform: swc,
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/fixtures/'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '/fixtures/'],
  ...more,
})

/** The core's tests; it must not notice where it runs. */
const exam = (displayName: string, zone: string): Config =>
  node(displayName, 'packages/exam/tests', {
    testEnvironment: `${__dirname}/scripts/testing/zone-environment.cjs`,
    testEnvironmentOptions: { zone },
  })

const config: Config = {
  testSequencer: `${__dirname}/scripts/testing/longest-first.cjs`,
  projects: [
    exam('exam', 'Asia/Shanghai'),
    // The same tests once more: for the whole run only.
    ...(process.env.EXAM_ZONES ? [exam('exam-utc', 'UTC'), exam('exam-los-angeles', 'America/Los_Angeles')] : []),
    node('api', 'packages/api/tests'),
    node('sandbox', 'packages/wechat-sandbox/tests'),
    node('runner', 'packages/weapp-runner/tests'),
    node('server', 'server/tests', {
      // The command line is tried against a real server.
      roots: ['<rootDir>', `${__dirname}/cli/tests`],
      globalSetup: `${__dirname}/server/tests/support/global-setup.ts`,
      globalTeardown: `${__dirname}/server/tests/support/global-teardown.ts`,
    }),
    node('signals', 'packages/stop-signals/tests'),
    node('commands', 'scripts/tests'),
    node('app', '__tests__/unit', {
      testEnvironment: 'jsdom',
      moduleNameMapper: {
        '^@tarojs/(taro|components)$': `${__dirname}/__tests__/mocks/$1`,
        '\\.scss$': `${__dirname}/__tests__/mocks/style.ts`,
        '^@/(.*)$': `${__dirname}/src/$1`,
      },
    }),
    node('weapp', '__tests__/weapp'),
    node('h5', '__tests__/h5'),
  ],
}

export default config
