import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { compileAsWeChat } from '../testing/wechat-compilers'

let folder: string
const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text)

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'wechat-compilers-'))
  write('page.wxml', '<wxs src="./utils.wxs" module="utils"/><view wx:if="{{a}}">{{utils.f(a)}}</view>')
  write('utils.wxs', 'module.exports = { f: function (a) { return a } }')
  write('common.wxss', '.a { color: red }')
  write('page.wxss', '@import "./common.wxss";\n.b > .c:not(.d) { inset: 0; width: calc(1px + 2rpx) }')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('what WeChat compiles passes', () => {
  expect(compileAsWeChat(folder)).toEqual([])
})

it.each([
  ['an element without its end', 'page.wxml', '<view>', /wcc: page\.wxml:1:1: end tag missing/],
  ['an expression that is none', 'page.wxml', '<view wx:if="{{a b}}"/>', /wcc: page\.wxml:1:12: Bad attr `wx:if`/],
  ['an else without an if', 'page.wxml', '<view wx:else/>', /wcc: .*wx:if not found/],
  ['half a script', 'utils.wxs', 'module.exports = { a: ', /wcc: utils\.wxs:1:/],
  ['newer syntax in a script of templates', 'utils.wxs', 'let a = 1', /wcc: utils\.wxs:1:/],
  ['half a rule', 'page.wxss', '.a { color: red', /wcsc: ERR: page\.wxss\(1:/],
  ['a selector for everything', 'page.wxss', '* { margin: 0 }', /wcsc: ERR: page\.wxss\(1:1\): unexpected token `\*`/],
  ['nested rules', 'page.wxss', '.a { .b { color: red } }', /wcsc: ERR: page\.wxss\(1:9\)/],
  ['an import of nothing', 'page.wxss', '@import "./none.wxss";', /wcsc: ERR: path `\.\/none\.wxss` not found/],
])('%s is refused', (_what, file, text, complaint) => {
  write(file, text)
  expect(compileAsWeChat(folder)).toEqual([expect.stringMatching(complaint)])
})

it('a folder without a mini-program is no success', () => {
  rmSync(path.join(folder, 'page.wxss'))
  rmSync(path.join(folder, 'common.wxss'))
  expect(compileAsWeChat(folder)).toEqual([expect.stringContaining('0 style files')])
})
