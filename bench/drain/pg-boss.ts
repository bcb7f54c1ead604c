import PgBoss from 'pg-boss'
import { compete, poster, settings } from './contender'

const ENQUEUE = 5000
/** Fetched and completed together, as its documentation advises for many small jobs. */
const BATCH = 500
/** Each fetches for itself: while one fetches, the batches of the others are posted. */
const WORKERS = 4

// pg-boss, one job a message, as many at a time as everybody else; enqueued in bulk before the start.
void compete(async () => {
  const post = poster()
  const { databaseUrl, count, concurrency } = settings
  const boss = new PgBoss({ connectionString: databaseUrl, supervise: false, schedule: false })
  boss.on('error', error => console.error(error))
  await boss.start()
  await boss.createQueue('post')
  for (let from = 0; from < count; from += ENQUEUE) {
    const indexes = Array.from({ length: Math.min(ENQUEUE, count - from) }, (_, offset) => from + offset)
    await boss.insert(indexes.map(index => ({ name: 'post', data: { index } })))
  }
  return async () => {
    const postInTurn = withPlaces(concurrency, post)
    let done = 0
    await new Promise<void>(resolve => {
      const startWorker = async () => {
        let worker = ''
        const work = async (jobs: PgBoss.Job<{ index: number }>[]) => {
          // No pause between two batches.
          boss.notifyWorker(worker)
          await Promise.all(jobs.map(job => postInTurn(job.data.index)))
          done += jobs.length
          if (done === count) resolve()
        }
        worker = await boss.work<{ index: number }>('post', { batchSize: BATCH, pollingIntervalSeconds: 0.5 }, work)
      }
      for (let index = 0; index < WORKERS; index++) void startWorker()
    })
  }
})

/** So many at a time, whichever worker they belong to: the places are shared, none waits for its batch to end. */
function withPlaces(places: number, act: (index: number) => Promise<void>): (index: number) => Promise<void> {
  const waiting: (() => void)[] = []
  let free = places
  return async index => {
    if (free > 0) free--
    else await new Promise<void>(resolve => waiting.push(resolve))
    try {
      await act(index)
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}
