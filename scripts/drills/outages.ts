/** What a gateway in front of WeChat does while it is broken, as the stand-in's `gateway` fault names it. */
export const GATEWAY_ANSWERS = ['html', 'half', 'wrong-type', 'hang'] as const

/** One outage in the middle of a sending. */
export interface Outage {
  answer: (typeof GATEWAY_ANSWERS)[number]
  /** Whether WeChat had accepted the messages that the gateway lost. */
  when: 'before' | 'after'
  seconds: number
  /** UNCONFIRMED_RETRY_SECONDS */
  retrySeconds: number
}

/** Short; long, and over before second tries begin; and long past them. Seconds. */
const LENGTHS = [
  { seconds: 5, retrySeconds: 20 },
  { seconds: 60, retrySeconds: 75 },
  { seconds: 30, retrySeconds: 12 },
]

/** Every kind of outage in every length; the longest first, so that the last does not run alone. */
export const OUTAGES: Outage[] = LENGTHS.flatMap(length =>
  GATEWAY_ANSWERS.flatMap(answer => (['before', 'after'] as const).map(when => ({ answer, when, ...length }))),
).sort((a, b) => b.seconds - a.seconds)

export const nameOf = ({ answer, when, seconds, retrySeconds }: Outage): string =>
  `${answer} ${when} WeChat accepted, ${seconds} s, second tries after ${retrySeconds} s`
