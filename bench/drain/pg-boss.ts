import PgBoss from 'pg-boss'
import { compete, poster, settings } from './contender'

const ENQUEUE = 5000
/** Fetched and completed together, as its documentation advises for many small jobs. */
const BATCH = 1000

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
    let done = 0
    await new Promise<void>(resolve => {
      const work = async (jobs: PgBoss.Job<{ index: number }>[]) => {
        // No pause between two batches.
        boss.notifyWorker(worker)
        const queue = [...jobs]
        const loop = async () => {
          for (let job = queue.pop(); job; job = queue.pop()) await post(job.data.index)
        }
        await Promise.all(Array.from({ length: concurrency }, loop))
        done += jobs.length
        if (done === count) resolve()
      }
      let worker = ''
      void boss.work<{ index: number }>('post', { batchSize: BATCH, pollingIntervalSeconds: 0.5 }, work).then(id => {
        worker = id
      })
    })
  }
})
