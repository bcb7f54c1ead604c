import { MAX_ENTRIES, MAX_ENTRY_BYTES, routes } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context'
import { sessionOver } from '../errors'
import { accountOf } from '../http/authenticate'
import { fewAtOnce } from '../http/few-at-once'
import { perAccount } from '../http/rate-limits'
import { route } from '../http/route'
import { recordReader } from './read-record'
import { parseEntries } from './record-entry'
import { readEntries, readLosingEdits, syncRecord, toEntry } from './sync-record'

/** A full post, with room for the escapes and white space that JSON allows. */
const BODY_LIMIT = 2 * MAX_ENTRIES * MAX_ENTRY_BYTES
/** Of one person at the same time, over all their phones: each may be answered with the whole record. */
const AT_ONCE = 20

/** The synced record, key by key; and what the export shows of it. */
export function registerRecord(app: FastifyInstance, context: Context): void {
  context.exportSections.entries = async ({ id }) => (await readEntries(context.database, id).execute()).map(toEntry)
  context.exportSections.losingEdits = ({ id }) => readLosingEdits(context, id)
  const atOnce = fewAtOnce(AT_ONCE)
  const read = recordReader(context)

  route(app, routes.getRecord, { onRequest: [perAccount(context, 600), atOnce] }, request => {
    const { id, revision } = accountOf(request)
    const since = request.query.since ?? 0
    // Most phones that open the app have everything already: without a promise.
    if (since === revision) return { revision, entries: [] }
    return read({ accountId: id, since }).then(answer => {
      if (!answer) throw sessionOver()
      return answer
    })
  })

  route(
    app,
    routes.syncRecord,
    { onRequest: [perAccount(context, 120), atOnce], bodyLimit: BODY_LIMIT },
    async request => syncRecord(context, accountOf(request).id, request.body.since, parseEntries(request.body.entries)),
  )
}
