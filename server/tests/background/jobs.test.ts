import { openDueAnnouncements } from '../../src/announcements/fan-out'
import { startJobs } from '../../src/background/jobs'
import { eventually, type Stage, stage } from '../support/stage'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
afterAll(() => s.end())

it('takes a job as soon as it is there, not only when the ticker asks again', async () => {
  await s.tap('a', [{ kind: 'score-release', examYear: 2026 }])
  const { id } = await s.announce()
  const jobs = await startJobs(s.context, () => undefined)
  await openDueAnnouncements(s.context.database, s.context.clock.now())
  await jobs.queueFanOut(id)
  await eventually(s.states, states => states.due === 1)
  await jobs.stop()
})
