import type { Static, TSchema } from '@sinclair/typebox'
import type { RouteName, routes } from './routes'

export type { AnnouncedToAll, AnnouncementFeed } from './schemas/announcements'
export type { CalendarResponse } from './schemas/calendar'
export type { RecordRequest, RecordResponse } from './schemas/record'
export type { Reminder, RemindersRequest, RemindersResponse, WantedReminder } from './schemas/reminders'
export type { SharedCard } from './schemas/shares'
export type { TemplatesResponse } from './schemas/templates'

/** One request, as whatever carries it takes it: `wx.request` on the phone, `fetch` elsewhere. */
export interface ApiRequest {
  method: string
  /** With the ids in their places; {@link addressOf} puts the query behind it. */
  path: string
  query?: Record<string, unknown>
  headers: Record<string, string>
  /** To be sent as JSON. */
  body?: unknown
}

export interface ApiResponse {
  status: number
  /** By names in small letters. */
  headers: Record<string, string>
  /** JSON is parsed; anything else is as the carrier gives it, text or bytes. */
  body: unknown
}

/** Carries a request to the server. It rejects, with an error of its own, when there is no answer. */
export type Transport = (request: ApiRequest) => Promise<ApiResponse>

/** The server said no. */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  /**
   * @param code - stable, of the vocabulary's `ErrorCode`; `http-502` and the like when something before the server answered
   * @param path - the place in the request, like `entries[0].value.marks.law`
   */
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly path: string | undefined,
    readonly headers: Record<string, string>,
  ) {
    super(message)
  }
}

type Routes = typeof routes
type Of<R, Part extends string> = R extends Record<Part, infer S extends TSchema> ? Static<S> : never
type Required<R, Part extends string> = R extends Record<Part, TSchema> ? { [P in Part]: Of<R, P> } : unknown
type Query<R> = R extends { query: TSchema }
  ? Record<string, never> extends Of<R, 'query'>
    ? { query?: Of<R, 'query'> }
    : { query: Of<R, 'query'> }
  : unknown

/** What a call takes: the parts that its route declares. */
export type Input<N extends RouteName> = Required<Routes[N], 'params'> &
  Query<Routes[N]> &
  Required<Routes[N], 'body'> & { token?: string; headers?: Record<string, string> }

type Responses<N extends RouteName> = Routes[N]['responses']

/** What a call resolves to: one of the route's answers below 400, told apart by its status. */
export type Answer<N extends RouteName> = {
  [S in keyof Responses<N>]: {
    status: S
    headers: Record<string, string>
    body: Responses<N>[S] extends TSchema ? Static<Responses<N>[S]> : never
  }
}[keyof Responses<N>]

type Arguments<N extends RouteName> = Record<string, never> extends Input<N> ? [input?: Input<N>] : [input: Input<N>]

/**
 * Calls one route by its name.
 * @throws ApiError when the server refuses; whatever the carrier throws when there is no answer
 */
export type Client<N extends RouteName> = <M extends N>(name: M, ...input: Arguments<M>) => Promise<Answer<M>>

/**
 * A client of some of the server's routes.
 * @param endpoints - those of the vocabulary that are called: the mini-program carries its own and not the operator's
 */
export function createClient<N extends RouteName>(
  endpoints: Readonly<Record<N, string>>,
  transport: Transport,
): Client<N> {
  return async (name, ...[input]) => {
    const { params, query, body, token, headers } = (input ?? {}) as {
      params?: Record<string, string>
      query?: Record<string, unknown>
      body?: unknown
      token?: string
      headers?: Record<string, string>
    }
    const [method, pattern] = endpoints[name].split(' ') as [string, string]
    const answer = await transport({
      method,
      path: pattern.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params?.[key] ?? '')),
      query,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body,
    })
    if (answer.status < 400) return answer as never
    const { error } = (answer.body ?? {}) as { error?: { code?: string; message?: string; path?: string } }
    throw new ApiError(
      answer.status,
      error?.code ?? `http-${answer.status}`,
      error?.message ?? String(answer.body).slice(0, 200),
      error?.path,
      answer.headers,
    )
  }
}

/** Path and query of a request; what is undefined is left out. */
export function addressOf({ path, query = {} }: Pick<ApiRequest, 'path' | 'query'>): string {
  const pairs = Object.keys(query)
    .filter(name => query[name] !== undefined)
    .map(name => `${name}=${encodeURIComponent(String(query[name]))}`)
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}
