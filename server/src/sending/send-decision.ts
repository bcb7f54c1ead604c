import { INFERRED } from '../deliveries/reasons'

/** What came of posting one message, as far as can be known. */
export type SendResult =
  | { type: 'answer'; errcode: number; errmsg: string; msgid?: string }
  /** Nothing reached WeChat: name look-up, connect or TLS failed, or there was no access token to send with. */
  | { type: 'not-sent'; reason: string }
  /** Anything else after the durable mark: WeChat may or may not have accepted it. */
  | { type: 'unknown'; reason: string; from: UnclearFrom }

/**
 * What came instead of WeChat's answer: something else's answer (a gateway's page) · nothing in time · a connection that
 * broke. None of them says whether WeChat has accepted the message.
 */
export type UnclearFrom = 'gateway' | 'silence' | 'break'

/** Why everybody waits; the gate lengthens the pause as long as probes meet the same answer. */
export type PauseReason = 'rate' | 'quota' | 'unreachable' | 'token' | 'unclear'

/** What becomes of the row, and of everybody else. `delay` is seconds until the row may be tried again. */
export interface Decision {
  state: 'sent' | 'refused' | 'failed' | 'unconfirmed' | 'unsettled' | 'due'
  reason?: string
  msgid?: string
  delay?: number
  /** Counts towards the limit of tries. */
  counted?: boolean
  /** WeChat has answered, and neither asks to wait nor is busy: limit, token and connection are fine. */
  allIsWell?: boolean
  /** Nobody knows whether WeChat has accepted it. Several in a row pause everybody. */
  unclear?: UnclearFrom
  pause?: PauseReason
  /** Stop this template until the operator resumes it. */
  park?: { errcode: number; message: string }
}

type Rule =
  | { do: 'refused' | 'failed' }
  | { do: 'again'; first: number; longest: number; tries: number }
  | { do: 'pause'; reason: PauseReason }
  | { do: 'park' }

const BUSY = -1

/** WeChat's answers, as its page of subscribeMessage.send lists them, and what we do. */
const RULES: Record<number, Rule> = {
  [BUSY]: { do: 'again', first: 1, longest: 60, tries: 20 },
  // Another send to the same person is under way.
  43108: { do: 'again', first: 1, longest: 5, tries: 50 },
  // No grant: never given, used up or taken back.
  43101: { do: 'refused' },
  // The openid is invalid, perhaps of another mini-program.
  40003: { do: 'failed' },
  // Too many calls this minute, this day.
  45011: { do: 'pause', reason: 'rate' },
  45009: { do: 'pause', reason: 'quota' },
  // The client has already fetched a fresh token and tried again: now it concerns everybody.
  40001: { do: 'pause', reason: 'token' },
  40014: { do: 'pause', reason: 'token' },
  42001: { do: 'pause', reason: 'token' },
  // About the template, the page, our right to send or our own request: the next recipient would meet the same.
  40037: { do: 'park' }, // the template id is invalid
  41001: { do: 'park' }, // the access token is missing
  41030: { do: 'park' }, // the page is not in the released version
  43107: { do: 'park' }, // the template, or subscription messages as a whole, is banned
  44002: { do: 'park' }, // the body is empty
  45168: { do: 'park' }, // the text has words that are not allowed
  47001: { do: 'park' }, // the body is not JSON
  47003: { do: 'park' }, // a value does not fit its keyword; the message names it
  48001: { do: 'park' }, // the account may not use this call
  50002: { do: 'park' }, // the account is limited
}
/** A code that nobody has described: slowly, a few times, then given up with the code as the reason. */
const UNKNOWN_CODE: Rule = { do: 'again', first: 60, longest: 960, tries: 5 }

/**
 * Decides what becomes of a delivery after one post; pure.
 * @param result - what is known of the post
 * @param row.tries - counted tries before this one
 * @param row.isRetry - this post was the one retry of an attempt whose outcome is unknown
 * @param chance - 0 up to 1, spreads rows that failed together
 */
export function decide(result: SendResult, row: { tries: number; isRetry: boolean }, chance: number): Decision {
  if (result.type === 'unknown')
    return { state: row.isRetry ? 'unconfirmed' : 'unsettled', reason: result.reason, unclear: result.from }
  const fresh = result.type === 'not-sent' ? waitForNetwork(result.reason) : answered(result, row.tries, chance)
  return row.isRetry ? afterRetry(fresh) : fresh
}

function waitForNetwork(reason: string): Decision {
  return { state: 'due', delay: 0, pause: 'unreachable', reason }
}

function answered(
  answer: { errcode: number; errmsg: string; msgid?: string },
  tries: number,
  chance: number,
): Decision {
  const { errcode, errmsg, msgid } = answer
  if (errcode === 0) return { state: 'sent', msgid, allIsWell: true }
  const reason = `${errcode} ${errmsg}`.trim().slice(0, 200)
  const rule = RULES[errcode] ?? UNKNOWN_CODE
  const allIsWell = errcode === BUSY ? undefined : true
  switch (rule.do) {
    case 'again':
      if (tries + 1 >= rule.tries) return { state: 'failed', reason, allIsWell }
      return { state: 'due', counted: true, reason, delay: backOff(rule.first, rule.longest, tries, chance), allIsWell }
    case 'pause':
      return { state: 'due', delay: 0, pause: rule.reason, reason }
    case 'park':
      return { state: 'due', delay: 0, park: { errcode, message: reason }, reason, allIsWell }
    default:
      return { state: rule.do, reason, allIsWell }
  }
}

/** The earlier attempt is still unknown: only 0 and "no grant left" tell; a failure says nothing about it. */
function afterRetry(fresh: Decision): Decision {
  if (fresh.state === 'refused') return { ...fresh, state: 'sent', reason: INFERRED }
  if (fresh.state === 'failed') return { ...fresh, state: 'unconfirmed' }
  if (fresh.state === 'due') return { ...fresh, state: 'unsettled' }
  return fresh
}

function backOff(first: number, longest: number, tries: number, chance: number): number {
  return Math.min(longest, first * 2 ** tries) * (0.5 + chance / 2)
}
