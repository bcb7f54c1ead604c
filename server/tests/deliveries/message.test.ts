import { fillWording } from '../../src/deliveries/message'

const template = {
  templateId: 'tpl',
  page: 'pages/scores/index?region={region}&year={examYear}',
  data: { thing1: '{examYear} 年度成绩', date2: '{date} {time}', thing3: '{subject}' },
}

it('fills wordings, and encodes what goes into the page', () => {
  expect(fillWording(template, { examYear: '2026', region: '西藏', date: '2026年12月26日', time: '10:00' })).toEqual({
    page: `pages/scores/index?region=${encodeURIComponent('西藏')}&year=2026`,
    data: { thing1: '2026 年度成绩', date2: '2026年12月26日 10:00', thing3: '' },
  })
})
it('leaves nothing behind of what is not known', () => {
  expect(fillWording(template, { date: '2026年12月26日' }).data.date2).toBe('2026年12月26日')
})
it('does not fill what a fact itself contains', () => {
  expect(fillWording(template, { subject: '{region}', region: '西藏' }).data.thing3).toBe('{region}')
})
