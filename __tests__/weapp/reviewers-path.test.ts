import { readFileSync } from 'node:fs'
import { request } from '../../scripts/review/walk/server'
import { savedCandidate, withProduct } from './support/product'

jest.setTimeout(180_000)

/** Whoever reviews has a phone that knows nothing of us, and the note of docs/launch/review.md. */
test("the reviewer's path leads where the note says, step by step", async () => {
  const note = readFileSync('docs/launch/review.md', 'utf8')
  for (const words of ['《法律法规》《技术基础》', '《安全生产管理》58', '例如西藏', '我的提醒', '删除我的全部数据'])
    expect(note).toContain(words)
  await withProduct(
    { wx: { request, requestSubscribeMessage: { errMsg: 'requestSubscribeMessage:ok' } } },
    async app => {
      const shown = async (selector = 'body') => (await app.text(selector)).replace(/\s+/g, ' ')
      await app.open()
      await app.tap('#first-2025-law')
      await app.tap('#first-2025-technology')
      await app.tap('#start')
      for (const subject of ['law', 'technology'])
        expect(await shown(`#standing-${subject}`)).toContain('有效至 2028 年考试')

      await app.tab(1)
      await app.tap('#year-2025')
      await app.input('#mark-management', '58')
      expect(await shown()).toContain('没过')
      await app.tap('#save-scores')
      expect(JSON.stringify(await savedCandidate(app))).toContain('"management":58')

      await app.tab(2)
      const regions = (await app.attribute('#region', 'range')) as string[]
      await app.pick('#region', regions.indexOf('西藏'))
      expect(await shown('#region')).toContain('西藏')

      await app.tab(3)
      await app.tap('#reminders')
      await app.tap('#reminder-score-release-2026')
      expect(await app.wxCalls('requestSubscribeMessage')).toHaveLength(1)
      await app.back()

      for (const page of ['privacy', 'terms']) {
        await app.tap(`#${page}`)
        expect((await app.pageStack()).at(-1)?.route).toBe(`pages/${page}/index`)
        await app.back()
      }

      await app.answer('showModal', { confirm: true, cancel: false })
      await app.tap('#delete-all')
      expect(JSON.stringify(await app.storage())).not.toContain('sittings')
    },
  )
})
