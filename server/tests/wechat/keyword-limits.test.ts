import { startSandbox } from '@zhuan/wechat-sandbox'
import fc from 'fast-check'
import { fitData, fitValue, keywordType } from '../../src/wechat/keyword-limits'

// What takes long on a busy machine is not wrong.
jest.setTimeout(60_000)

const NOW = new Date('2026-12-31T17:00:00Z')
const fitNow = (keyword: string, value: string) => fitValue(keyword, value, NOW)
const length = (value: string) => Array.from(value).length

it('reads the type off the keyword code', () => {
  expect(['thing1', 'character_string12', 'date3'].map(keywordType)).toEqual(['thing', 'character_string', 'date'])
})

it('gives the data the form that the call wants', () => {
  expect(fitData({ thing1: '成绩可查', date2: '2026-12-25' }, NOW)).toEqual({
    thing1: { value: '成绩可查' },
    date2: { value: '2026年12月25日' },
  })
})

const cases: [keyword: string, value: string, expected: string][] = [
  ['thing1', '一二三四五六七八九十一二三四五六七八九十多', '一二三四五六七八九十一二三四五六七八九十'],
  ['thing1', '😀'.repeat(21), '😀'.repeat(20)],
  ['thing1', '两行\r\n一行\u2028完', '两行 一行 完'],
  ['thing1', ' \n\t ', '详见小程序'],
  ['thing1', '\ud83d', '详见小程序'],
  ['character_string1', '单号ZG-2026 01', 'ZG-2026 01'],
  ['character_string1', '只有汉字', '-'],
  ['character_string1', 'x'.repeat(40), 'x'.repeat(32)],
  ['number1', '1,234.50 分', '1234.50'],
  ['number1', '没有', '0'],
  ['number1', `${'9'.repeat(31)}.25`, '9'.repeat(31)],
  ['letter1', 'a1b2', 'ab'],
  ['letter1', '12', 'A'],
  ['symbol1', '!!中A1??--', '!!??-'],
  ['symbol1', 'abc', '-'],
  ['phrase1', '已公布 OK 可以查询', '已公布可以'],
  ['phrase1', 'OK', '请查看'],
  ['name1', '西藏自治区人事考试中心办公室', '西藏自治区人事考试中'],
  ['name1', 'Chinese Personnel Examination', 'Chinese Personnel Ex'],
  ['name1', '2026', '注安通关'],
  ['name1', '年\n0 年', '年 年'],
  ['amount1', '100元', '100元'],
  ['amount1', '￥1,200.5', '￥1200.5'],
  ['amount1', '61', '¥61'],
  ['amount1', '免费', '¥0'],
  ['date1', '2026-12-25', '2026年12月25日'],
  ['date1', '2026年12月25日 10:00', '2026年12月25日 10:00'],
  ['date1', '2026/1/5 9:05', '2026年1月5日 09:05'],
  ['date1', '2026年12月', '2026-12'],
  ['date1', '12月25日', '12-25'],
  ['date1', '2027年1月5日 ~ 2027年1月15日', '2027年1月5日~2027年1月15日'],
  // Midnight has passed in China, not yet in Greenwich.
  ['date1', '待定', '2027年1月1日'],
  ['date1', '2026-13-45', '2027年1月1日'],
  ['time1', '10:00', '10:00'],
  ['time1', '2026年12月25日 10:00', '2026年12月25日 10:00'],
  ['time1', '2026-12-25', '2026年12月25日 00:00'],
  ['time1', '9:00~11:30', '09:00~11:30'],
  ['time1', '上午', '2027年1月1日 00:00'],
  ['strange9', '', '详见小程序'],
]

it.each(cases)('%s: %j → %j', (keyword, value, expected) => {
  expect(fitNow(keyword, value)).toBe(expected)
})

describe('whatever comes in', () => {
  const LIMITS: Record<string, number> = {
    thing: 20,
    character_string: 32,
    number: 32,
    letter: 32,
    symbol: 5,
    phrase: 5,
    name: 20,
  }
  const types = [...Object.keys(LIMITS), 'date', 'time', 'amount']
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...'年月日0123456789:-./~ 元¥西藏abc\n😀'), maxLength: 60 }),
  )

  it('something comes out that fits, on one line, and fits again as it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), texts, (type, value) => {
        const fitted = fitNow(`${type}1`, value)
        expect(fitted.trim()).not.toBe('')
        expect(fitted).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u)
        if (LIMITS[type]) expect(length(fitted)).toBeLessThanOrEqual(LIMITS[type])
        expect(fitNow(`${type}1`, fitted)).toBe(fitted)
      }),
      { numRuns: 3000 },
    )
  })

  it('the stand-in, which has rules of its own, takes it', async () => {
    const sandbox = await startSandbox({ port: 0 })
    try {
      const post = async (path: string, body: unknown) =>
        (await fetch(`${sandbox.url}${path}`, { method: 'POST', body: JSON.stringify(body) })).json()
      const codes = types.map(type => `${type}1`)
      await post('/sandbox/templates', { templates: { everything: codes } })
      await post('/sandbox/grants', { openids: ['o1'], templateId: 'everything', count: 1000 })
      const { access_token } = await post('/cgi-bin/stable_token', {
        grant_type: 'client_credential',
        appid: 'wx1',
        secret: 's',
      })
      for (const value of fc.sample(texts, 150)) {
        const data = fitData(Object.fromEntries(codes.map(code => [code, value])), NOW)
        const path = `/cgi-bin/message/subscribe/send?access_token=${access_token}`
        const answer = await post(path, { touser: 'o1', template_id: 'everything', page: 'pages/me/index', data })
        expect({ value, data, answer }).toMatchObject({ answer: { errcode: 0 } })
      }
    } finally {
      await sandbox.stop()
    }
  })
})
