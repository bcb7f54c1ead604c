import { ApiError } from '@zhuan/api/client'
import { millisecondsUntil } from '@/platform/clock'
import { loginCode } from '@/platform/login'
import { pause } from '@/platform/pause'
import { mayPass, server } from './call'
import { keep, useServerMemory } from './memory'

/** Signed out by hand: only a tap that needs the login ends it. */
export class SignedOutError extends Error {
  readonly code = 'signed-out'

  constructor() {
    super('signed out: expected a tap that asks for the login')
    this.name = 'SignedOutError'
  }
}

/** WeChat gave no code, as where a phone is without network. */
export class LoginError extends Error {
  readonly code = 'no-login'

  constructor(override readonly cause: unknown) {
    super(`no login: ${String((cause as { errMsg?: string })?.errMsg ?? cause)}`)
    this.name = 'LoginError'
  }
}

/** A login that fails is tried again so many milliseconds later before anybody hears of it. */
const PAUSES = [300, 900]
/** A session that ends within a minute is renewed before it is used. */
const LEAST_MS = 60_000

let opening: Promise<string> | undefined
/** Raised when a session is given up: what was under way with it is then worth nothing. */
let era = 0
/** Somebody is being forgotten: nothing else may log them in again meanwhile. */
let held = false

/** A code that was refused was too old or used: the next one is another. */
const isWorthAnother = (error: unknown): boolean =>
  error instanceof LoginError || mayPass(error) || (error instanceof ApiError && error.code === 'code-refused')

async function openSession(): Promise<string> {
  const began = era
  for (let attempt = 0; ; attempt++) {
    try {
      const code = await loginCode().catch(error => Promise.reject(new LoginError(error)))
      const { body } = await server('openSession', { body: { code } })
      if (era !== began) throw new SignedOutError()
      keep({ session: { token: body.token, expiresAt: body.expiresAt }, signedOut: false })
      return body.token
    } catch (error) {
      const wait = PAUSES[attempt]
      if (wait === undefined || !isWorthAnother(error)) throw error
      await pause(wait)
    }
  }
}

async function token(byTap: boolean): Promise<string> {
  const { session, signedOut } = useServerMemory.getState()
  if (!held && session && millisecondsUntil(session.expiresAt) > LEAST_MS) return session.token
  if (held || (signedOut && !byTap)) throw new SignedOutError()
  opening ??= openSession().finally(() => {
    opening = undefined
  })
  return opening
}

/**
 * Does something that needs to know who is asking: logs in silently where there is no session, and once more where the
 * server no longer knows the one there was.
 * @param byTap the person asked for it just now, which also ends having signed out
 * @throws SignedOutError; LoginError, NoAnswerError or ApiError as they come
 */
export async function withSession<T>(run: (token: string) => Promise<T>, { byTap = false } = {}): Promise<T> {
  const used = await token(byTap)
  const began = era
  try {
    return await run(used)
  } catch (error) {
    if (!isOver(error)) throw error
    if (era !== began) throw new SignedOutError()
    if (useServerMemory.getState().session?.token === used) keep({ session: null })
    return run(await token(byTap))
  }
}

const isOver = (error: unknown): boolean => error instanceof ApiError && error.status === 401

/**
 * Does the last thing that a session is used for. What is under way with it is given up first, and nothing logs in
 * again before it is done: whoever asks to be forgotten must not come back by a tap that was still to be reported.
 * @throws as {@link withSession}; the session then goes on
 */
export async function endSessions(run: (token: string) => Promise<unknown>): Promise<void> {
  let used = await token(true)
  era++
  try {
    held = true
    await run(used).catch(async error => {
      if (!isOver(error)) throw error
      held = false
      keep({ session: null })
      used = await token(true)
      held = true
      await run(used)
    })
    dropSession(true)
  } finally {
    held = false
  }
}

/** Forgets the session on this phone; what is still on its way with it must not come back. */
export function dropSession(signedOut: boolean): void {
  era++
  keep({ session: null, signedOut })
}

/** Whether `begun` of {@link sessionEra} is still the session of now: what came with an earlier one is not kept. */
export const sessionEra = (): number => era
