import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** The driver's word for a statement that was not answered in time. */
const NOT_ANSWERED = 'Query read timeout'

/**
 * A pool for the query builder whose statements are given up when no answer comes. Nobody knows when that connection
 * speaks again, and of which statement: it is cut, and goes back to no pool.
 * @param limit - milliseconds
 */
export function withTimeLimit(pool: pg.Pool, limit: number): PostgresPool {
  return {
    connect: async () => limited(await pool.connect(), limit),
    end: () => pool.end(),
  }
}

function limited(client: pg.PoolClient, limit: number): PostgresPoolClient {
  let silence: Error | undefined
  const query = async (text: string, values: unknown[]) => {
    // The rollback of a transaction that was given up.
    if (silence) throw silence
    try {
      return await client.query({ text, values, query_timeout: limit } as pg.QueryConfig)
    } catch (error) {
      if (error instanceof Error && error.message === NOT_ANSWERED) silence = error
      throw error
    }
  }
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release(silence) }
}
