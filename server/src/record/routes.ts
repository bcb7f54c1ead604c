import { MAX_ENTRIES, MAX_ENTRY_BYTES, RecordQuery, RecordRequest } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context'
import { sessionOver } from '../errors'
import { candidateOf, candidateOnly } from '../http/authenticate'
import { fewAtOnce } from '../http/few-at-once'
import { perCandidate } from '../http/rate-limits'
import type { TypeBoxProvider } from '../validation'
import { recordReader } from './read-record'
import { parseEntries } from './record-entry'
import { readEntries, readLosingEdits, syncRecord, toEntry } from './sync-record'

/** A full post, with room for the escapes and white space that JSON allows. */
const BODY_LIMIT = 2 * MAX_ENTRIES * MAX_ENTRY_BYTES
/** Of one person at the same time, over all their phones: each may be answered with the whole record. */
const AT_ONCE = 20

/** GET and POST /v1/record: the synced record, key by key; and what the export shows of it. */
export function registerRecord(app: FastifyInstance, context: Context): void {
  context.exportSections.entries = async ({ id }) => (await readEntries(context.database, id).execute()).map(toEntry)
  context.exportSections.losingEdits = ({ id }) => readLosingEdits(context, id)
  const routes = app.withTypeProvider<TypeBoxProvider>()
  const candidate = candidateOnly(context)
  const atOnce = fewAtOnce(AT_ONCE)
  const read = recordReader(context)

  routes.get(
    '/v1/record',
    { onRequest: [candidate, perCandidate(context, 600), atOnce], schema: { querystring: RecordQuery } },
    request => {
      const { id, revision } = candidateOf(request)
      const since = request.query.since ?? 0
      // Most phones that open the app have everything already: without a promise.
      if (since === revision) return { revision, entries: [] }
      return read({ candidateId: id, since }).then(answer => {
        if (!answer) throw sessionOver()
        return answer
      })
    },
  )

  routes.post(
    '/v1/record',
    {
      onRequest: [candidate, perCandidate(context, 120), atOnce],
      bodyLimit: BODY_LIMIT,
      schema: { body: RecordRequest },
    },
    async request =>
      syncRecord(context, candidateOf(request).id, request.body.since, parseEntries(request.body.entries)),
  )
}
