import { forSending } from '../../src/background/worker'
import { openDatabase } from '../../src/database/postgres'
import { registerSender } from '../../src/deliveries/senders'
import { eventually, type Stage, stage } from '../support/stage'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
afterAll(() => s.end())

const senders = () => s.context.database.selectFrom('senders').selectAll().execute()

it('gives signs of life on the connections for sends, even after it was swept as dead', async () => {
  const sending = openDatabase(forSending(s.context.databaseUrl), { onError: () => undefined })
  const requests = { ...s.context, database: undefined as never, pool: undefined as never }
  const sender = await registerSender(requests, sending.database)
  const [first] = await senders()
  expect(first?.id).toBe(sender.id)
  await s.context.database.deleteFrom('senders').execute()
  const [again] = await eventually(senders, found => found.length === 1)
  expect(again?.id).toBe(sender.id)
  expect(again!.seen_at.getTime()).toBeGreaterThan(first!.seen_at.getTime())
  await sender.stop()
  expect(await senders()).toEqual([])
  await sending.close()
})
