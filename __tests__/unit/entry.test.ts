import { sceneOf } from '@/platform/launch'
import { reportOf } from '@/platform/report-errors'
import { readScene } from '@/stores/server/scans'

describe('the scene of a code', () => {
  it.each([
    ['r%3D54%26c%3Dbj01', 'r=54&c=bj01'],
    ['r=54&c=bj01', 'r=54&c=bj01'],
    ['%72%3D54', 'r=54'],
    ['a'.repeat(32), 'a'.repeat(32)],
  ])('%s is %s', (scene, decoded) => {
    expect(sceneOf({ scene, $taroTimestamp: '1764000000000' })).toBe(decoded)
  })

  it.each([
    ['nothing', undefined],
    ['emptiness', ''],
    ['broken encoding', 'r%3'],
    ['what is encoded twice: it is decoded once', 'r%253D54'],
    ['more than 32 characters', 'a'.repeat(33)],
    ['characters that no code has', '西藏'],
  ])('is none: %s', (_, scene) => {
    expect(sceneOf({ scene })).toBeUndefined()
  })

  it.each([
    ['r=54&c=bj01', { region: '西藏', channel: 'bj01' }],
    ['c=bj01&r=2102', { region: '大连', channel: 'bj01' }],
    ['r=99', { region: null, channel: null }],
    ['r=constructor', { region: null, channel: null }],
    ['hello', { region: null, channel: null }],
    ['r&c', { region: null, channel: null }],
  ])('%s says %j', (scene, said) => {
    expect(readScene(scene)).toEqual(said)
  })
})

describe('a report of an error', () => {
  it('names places in the code and no values', () => {
    const text = [
      'MiniProgramError',
      'TypeError: cannot read "张三 71" of undefined at 西藏 2026',
      '    at saveMarks (https://server.example/common.js?openid=abc:12:345)',
      '    at pages/scores/index.js:1:99',
      'token: 12.abc',
    ].join('\n')
    expect(reportOf(text)).toEqual({
      message: 'TypeError: cannot read … of undefined at … #',
      stack: '    at saveMarks (https://server.example/common.js:12:345)\n    at pages/scores/index.js:1:99',
    })
  })

  it('of nothing says so', () => {
    expect(reportOf('')).toEqual({ message: 'unknown error' })
  })
})
