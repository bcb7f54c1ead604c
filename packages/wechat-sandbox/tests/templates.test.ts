import { defaultTemplates, makeTemplate, readLabels, readRules, templatesFor } from '../src/templates'

it('offers one template for each kind of reminder and three that kinds share, with keywords that have names', () => {
  const templates = defaultTemplates()
  expect(new Set(templates.map(({ title }) => title)).size).toBe(templates.length)
  const keywords = templates.map(template => Object.keys(readLabels(template)).join(' '))
  expect(keywords.slice(0, 11)).toEqual(Array(11).fill('thing1 thing2 date3'))
  expect(keywords.slice(11)).toEqual(['thing1 thing6', 'thing1 thing4 time23', 'thing2 date4 thing11'])
  for (const template of templates)
    for (const label of Object.values(readLabels(template))) expect(label).toMatch(/^\p{Script=Han}{2,6}$/u)
})

it('reads labels and values of enums, whichever colon stands between', () => {
  const template = {
    ...makeTemplate('t', []),
    content: '考试名称：{{thing1.DATA}}\n状态:{{enum2.DATA}}\n{{date3.DATA}}\n',
    keywordEnumValueList: [{ keywordCode: 'enum2.DATA', enumValueList: ['已公布'] }],
  }
  expect(readLabels(template)).toEqual({ thing1: '考试名称', enum2: '状态', date3: 'date3' })
  expect(readRules(template).enums.get('enum2')).toEqual(['已公布'])
})

it('has what a server is configured for, and keeps its own cards where they are the same', () => {
  const data = { thing1: '', thing2: '', date3: '' }
  const templates = templatesFor({
    exam: { templateId: 'tpl-exam', data },
    registration: { templateId: 'tpl-registration', data: { thing1: '' } },
    'score-release': { templateId: 'of-another-account', data: { phrase1: '' } },
    'post-review': { templateId: 'of-another-account', data: { phrase1: '', time2: '' } },
  })
  const find = (id: string) => templates.find(({ priTmplId }) => priTmplId === id)!
  expect(find('tpl-exam')).toEqual(defaultTemplates().find(({ priTmplId }) => priTmplId === 'tpl-exam'))
  expect(find('tpl-registration')).toMatchObject({ title: '考试报名提醒', content: '考试名称:{{thing1.DATA}}' })
  expect(Object.keys(readLabels(find('of-another-account')))).toEqual(['phrase1', 'time2'])
  expect(templates).toHaveLength(defaultTemplates().length + 1)
})
