import { rowsNaming } from '../support/rows-naming'
import { eventually, type Stage, stage } from '../support/stage'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
beforeEach(() => s.reset())
afterAll(() => s.end())

const score = [{ kind: 'score-release', examYear: 2026 }]

it('forgetting leaves the sums of an announcement and nothing of the person', async () => {
  for (const openid of ['sent-one', 'still-waiting', 'staying']) await s.tap(openid, score)
  await s.work()
  const { id } = await s.announce()
  await eventually(
    () => s.announcement(id),
    ({ state }) => state === 'done',
  )
  for (const openid of ['sent-one', 'still-waiting'])
    expect((await (await s.as(openid))('DELETE', '/v1/me')).statusCode).toBe(204)
  expect(await s.announcement(id)).toMatchObject({ recipients: 3, counts: { planned: 0, sent: 3 } })
  expect(await rowsNaming(s.context.database, 'sent-one')).toEqual([])
})

it('a message that is due is not sent any more, and counts as cancelled', async () => {
  s.context.clock.set('2026-12-25T22:00:00+08:00')
  await s.tap('leaving', score)
  await s.work()
  const { id } = await s.announce()
  await eventually(s.states, states => states.due === 1)
  await (await s.as('leaving'))('DELETE', '/v1/me')
  s.context.clock.set('2026-12-26T08:00:00+08:00')
  expect(
    await eventually(
      () => s.announcement(id),
      ({ state }) => state === 'done',
    ),
  ).toMatchObject({
    recipients: 1,
    counts: { cancelled: 1, sent: 0 },
  })
  expect(await s.delivered()).toEqual([])
})
