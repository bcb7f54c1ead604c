import pg from 'pg'

/** DATABASE_URL leads to a pooler that this server cannot work behind. */
export class PoolerError extends Error {
  override readonly name = 'PoolerError'
  readonly code = 'pooler-refused'
}

/** Whoever gets no connection within this time will get none. Milliseconds. */
const PATIENCE = 5_000
/** PgBouncer's word for a statement that it does not pass on. */
const PROTOCOL_VIOLATION = '08P01'

/**
 * Makes sure that a connection is the same session from one transaction to the next, before anything is touched. Behind
 * PgBouncer in its mode "transaction" it is not: prepared statements, LISTEN and settings would be lost between two
 * statements, and the lock of the migrations would stay with a connection that nobody owns.
 * @throws PoolerError; the driver's error when the database is away
 */
export async function refuseTransactionPooler(url: string): Promise<void> {
  const clients = [1, 2].map(
    () =>
      new pg.Client({
        connectionString: url,
        connectionTimeoutMillis: PATIENCE,
        query_timeout: PATIENCE,
        application_name: 'zhuan-pooler-check',
      }),
  )
  for (const client of clients) client.on('error', () => undefined)
  try {
    for (const client of clients) await client.connect()
    const [one, other] = clients as [pg.Client, pg.Client]
    // A pooler gives out the connection that came back last, or the one that came back first.
    if ((await isShared(one, other, [one, other])) || (await isShared(one, other, [other, one])))
      throw new PoolerError(
        'DATABASE_URL leads to a pooler that gives each transaction another connection (pool_mode = transaction), ' +
          'and this server needs sessions: set pool_mode = session for its database, or name PostgreSQL itself; nothing was changed',
      )
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code === PROTOCOL_VIOLATION && /pooling mode/.test(message))
      throw new PoolerError(`DATABASE_URL leads to a pooler without transactions (${message}); nothing was changed`)
    throw error
  } finally {
    await Promise.all(clients.map(client => client.end().catch(() => undefined)))
  }
}

/** Whether the connection of the one has become another after both were given back in this order. */
async function isShared(one: pg.Client, other: pg.Client, order: pg.Client[]): Promise<boolean> {
  const before = await begin(one)
  await begin(other)
  for (const client of order) await client.query('commit')
  const after = await begin(one)
  await one.query('commit')
  return before !== after
}

async function begin(client: pg.Client): Promise<number> {
  await client.query('begin')
  return (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid
}
