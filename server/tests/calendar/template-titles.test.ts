import { templateTitles } from '../../src/calendar/template-titles'
import type { Template } from '../../src/wechat/client'
import { type TestApp, testApp } from '../support/app'

jest.setTimeout(60_000)

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.end())

const template = (templateId: string, title: string): Template => ({ templateId, title, content: '', enums: {} })
const account = [template('tpl-exam', '日程提醒'), template('tpl-of-somebody-else', '取餐提醒')]

/** Titles of an account that answers what is put into `answers`, one after the other. */
function titlesOf(...answers: (() => Promise<Template[]>)[]) {
  let asked = 0
  const listTemplates = () => answers[Math.min(asked++, answers.length - 1)]!()
  const read = templateTitles({ ...server.context, wechat: { ...server.context.wechat, listTemplates } })
  return { read, asked: () => asked }
}

test('the titles of the configured templates, asked for once', async () => {
  const { read, asked } = titlesOf(async () => account)
  expect(await Promise.all([read(), read()])).toEqual([{ 'tpl-exam': '日程提醒' }, { 'tpl-exam': '日程提醒' }])
  expect(await read()).toEqual({ 'tpl-exam': '日程提醒' })
  expect(asked()).toBe(1)
})

test('while WeChat is away there are none, and it is asked again half a minute later', async () => {
  const away = () => Promise.reject(new Error('away'))
  const { read, asked } = titlesOf(away, async () => account)
  expect([await read(), await read(), asked()]).toEqual([{}, {}, 1])
  server.context.clock.advance(30)
  expect([await read(), asked()]).toEqual([{ 'tpl-exam': '日程提醒' }, 2])
})

test('a WeChat that does not answer keeps nobody waiting for long', async () => {
  const { read } = titlesOf(() => new Promise(() => undefined))
  expect(await read()).toEqual({})
})

test('templates and titles come together, and are not sent twice', async () => {
  const answer = await server.call('GET', '/v1/templates')
  // The account of these tests tells no titles.
  expect(answer.json()).toMatchObject({ templates: { exam: 'tpl-exam' }, titles: {} })
  const again = await server.call('GET', '/v1/templates', undefined, { 'if-none-match': String(answer.headers.etag) })
  expect(again.statusCode).toBe(304)
})
