import type { Declaration, Refusals } from './routes'
import type { ErrorCode } from './vocabulary'

/** What any route may answer: nobody can be sure that the server, its database or the network is well. */
const ANY_ROUTE: Refusals = {
  400: ['bad-request'],
  500: ['internal-error'],
  503: ['database-unavailable', 'try-again'],
}
const WITH_TOKEN: Refusals = { 401: ['unauthorized'] }
const TOO_OFTEN: Refusals = { 429: ['too-many-requests'] }
/** What the validator of the server says of a value that breaks its schema. */
const BY_SCHEMA: Refusals = {
  422: [
    'missing-field',
    'unknown-field',
    'not-an-object',
    'unknown-value',
    'not-an-integer',
    'out-of-range',
    'duplicate-year',
    'too-many',
    'too-large',
    'too-long',
    'invalid-value',
  ],
}
const WITH_BODY: Refusals = { 400: ['invalid-json'], 413: ['too-large'], 415: ['unsupported-media-type'] }

/** All that a route may refuse with: status → codes. */
export function refusalsOf({ caller, query, body, refusals }: Declaration): Record<number, ErrorCode[]> {
  const all: Record<number, ErrorCode[]> = {}
  const sources = [
    ANY_ROUTE,
    TOO_OFTEN,
    ...(caller === 'candidate' || caller === 'operator' ? [WITH_TOKEN] : []),
    ...(query || body ? [BY_SCHEMA] : []),
    // Bodies are read, and refused, wherever one is sent.
    WITH_BODY,
    ...(refusals ? [refusals] : []),
  ]
  for (const source of sources)
    for (const [status, codes] of Object.entries(source))
      all[Number(status)] = [...new Set([...(all[Number(status)] ?? []), ...codes])]
  return all
}
