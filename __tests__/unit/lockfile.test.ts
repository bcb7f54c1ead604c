/**
 * @jest-environment node
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fillGaps, type Lockfile, lockfileGaps } from '../../scripts/support/lockfile'

test('the lock file holds the packages of all platforms: npm run lockfile fills the gaps', () => {
  const file = path.resolve(__dirname, '../../package-lock.json')
  expect(lockfileGaps(JSON.parse(readFileSync(file, 'utf8')))).toEqual([])
})

describe('a lock file with gaps', () => {
  const lockfile: Lockfile = {
    packages: {
      '': {},
      'node_modules/tool': {
        version: '2.0.0',
        dev: true,
        optionalDependencies: {
          'tool-linux-x64-gnu': '2.0.0',
          'tool-darwin-arm64': '2.0.0',
          'tool-win32-x64': '2.0.0',
        },
      },
      'node_modules/tool-linux-x64-gnu': { version: '2.0.0' },
      'node_modules/tool-win32-x64': { version: '1.0.0' },
    },
  }

  test('gaps are missing packages and those of another version', () => {
    expect(lockfileGaps(lockfile).map(({ name }) => name)).toEqual(['tool-darwin-arm64', 'tool-win32-x64'])
  })

  test('gaps are filled with the platform that the name says, nearer than another version', () => {
    expect(fillGaps(lockfile)).toBe(2)
    expect(lockfileGaps(lockfile)).toEqual([])
    expect(lockfile.packages['node_modules/tool-darwin-arm64']).toEqual({
      ...{ version: '2.0.0', dev: true, optional: true },
      ...{ os: ['darwin'], cpu: ['arm64'] },
    })
    expect(lockfile.packages['node_modules/tool/node_modules/tool-win32-x64']).toMatchObject({ version: '2.0.0' })
    expect(lockfile.packages['node_modules/tool-win32-x64']).toEqual({ version: '1.0.0' })
  })
})
