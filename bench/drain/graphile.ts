import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import { compete, poster, settings } from './contender'

const ENQUEUE = 5000
const silent = new Logger(() => () => undefined)

// graphile-worker, one job a message, as many at a time as everybody else; enqueued in bulk before the start.
void compete(async () => {
  const post = poster()
  const { databaseUrl: connectionString, count, concurrency } = settings
  const utils = await makeWorkerUtils({ connectionString, logger: silent })
  await utils.migrate()
  for (let from = 0; from < count; from += ENQUEUE) {
    const indexes = Array.from({ length: Math.min(ENQUEUE, count - from) }, (_, offset) => from + offset)
    await utils.addJobs(indexes.map(index => ({ identifier: 'post', payload: { index } })))
  }
  await utils.release()
  return async () => {
    let done = 0
    await new Promise<void>(resolve => {
      void run({
        connectionString,
        concurrency,
        maxPoolSize: 10,
        noHandleSignals: true,
        logger: silent,
        preset: { worker: { localQueue: { size: 1000 }, completeJobBatchDelay: 0 } },
        taskList: {
          post: async payload => {
            await post((payload as { index: number }).index)
            if (++done === count) resolve()
          },
        },
      })
    })
  }
})
