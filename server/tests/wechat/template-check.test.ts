import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REMINDER_KINDS } from '@zhuan/api'
import { startSandbox } from '@zhuan/wechat-sandbox'
import type { Template } from '../../src/wechat/client'
import { findTemplateFaults, keywordCodes } from '../../src/wechat/template-check'
import { testClient } from './support/test-client'

// What takes long on a busy machine is not wrong.
jest.setTimeout(60_000)

const score: Template = {
  templateId: 'tpl-1',
  title: '成绩查询提醒',
  content: '考试名称:{{thing1.DATA}}\n公布日期:{{date2.DATA}}\n状态:{{enum3.DATA}}\n',
  enums: { enum3: ['已公布', '未公布'] },
}
const fine = { thing1: '{examYear} 年度考试', date2: '{date}', enum3: '已公布' }
const faultsOf = (configured: Parameters<typeof findTemplateFaults>[0]) => findTemplateFaults(configured, [score])

it('reads the keyword codes off a content', () => {
  expect(keywordCodes(score.content)).toEqual(['thing1', 'date2', 'enum3'])
})

it('finds nothing where nothing is wrong', () => {
  expect(faultsOf({ 'score-release': { templateId: 'tpl-1', data: fine } })).toEqual([])
})

it('lists everything that is wrong at once, each with its place', () => {
  const faults = faultsOf({
    'score-release': { templateId: 'nope', data: fine },
    exam: { templateId: 'tpl-1', data: { thing1: '好'.repeat(21), thing9: '多余', enum3: '别的' } },
    registration: { templateId: 'tpl-1', data: { ...fine, thing1: ' ' } },
  })
  expect(faults).toEqual([
    expect.stringContaining('score-release: the account has no template nope'),
    expect.stringContaining('exam.data.thing9: tpl-1 has no such keyword'),
    expect.stringContaining('the keyword date2 of tpl-1 is missing'),
    expect.stringContaining('exam.data.enum3 is "别的", expected one of 已公布, 未公布'),
    expect.stringContaining('exam.data.thing1 has 21 characters'),
    expect.stringContaining('registration.data.thing1 is empty'),
  ])
})

it('the demonstration templates cover every kind and fit the stand-in', async () => {
  const path = join(__dirname, '../../reminder-templates.demo.json')
  const configured = JSON.parse(readFileSync(path, 'utf8'))
  expect(Object.keys(configured).sort()).toEqual([...REMINDER_KINDS].sort())
  const sandbox = await startSandbox({ port: 0 })
  const { client, end } = testClient(sandbox.url)
  try {
    expect(findTemplateFaults(configured, await client.listTemplates())).toEqual([])
  } finally {
    await end()
    await sandbox.stop()
  }
})
