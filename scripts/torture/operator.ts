import { setTimeout as sleep } from 'node:timers/promises'
import type { Announcement as ApiAnnouncement } from '@zhuan/api'
import { ask, post, RefusedError } from './requests'

/** An announcement as the operator sees it, as far as it is looked at. */
export type Announcement = Pick<
  ApiAnnouncement,
  'id' | 'state' | 'region' | 'recipients' | 'counts' | 'start' | 'sendAfter'
>

export interface Operator {
  server: string
  token: string
}

const KIND = 'score-release'
const EXAM_YEAR = 2026

/**
 * Announces the scores. When the answer is lost and the next try meets 409, the first one was taken: it is looked up.
 * @returns the announcement's id
 */
export async function announce({ server, token }: Operator, region: string | null): Promise<string> {
  const body = { kind: KIND, examYear: EXAM_YEAR, region, source: 'https://example.org/notice' }
  try {
    return (await post<Announcement>(`${server}/operator/v1/announcements`, body, token)).id
  } catch (error) {
    if (!(error instanceof RefusedError && error.status === 409 && error.afterLoss)) throw error
    const found = (await list({ server, token })).find(one => one.region === region && one.state !== 'cancelled')
    if (!found) throw error
    return found.id
  }
}

async function list({ server, token }: Operator): Promise<Announcement[]> {
  const { announcements } = await ask<{ announcements: Announcement[] }>(
    'GET',
    `${server}/operator/v1/announcements`,
    undefined,
    token,
  )
  return announcements
}

/** Repeating it must not do anything. */
export async function announceAgain(operator: Operator): Promise<void> {
  const body = { kind: KIND, examYear: EXAM_YEAR, region: null, source: 'https://example.org/notice' }
  try {
    await post(`${operator.server}/operator/v1/announcements`, body, operator.token)
  } catch (error) {
    if (error instanceof RefusedError && error.message.includes('already-announced')) return
    throw error
  }
  throw new Error('the same announcement was taken twice')
}

/** A correction moves the calendar and tells nobody. */
export async function correct({ server, token }: Operator, id: string, start: string): Promise<void> {
  await ask('PUT', `${server}/operator/v1/announcements/${id}`, { start }, token)
}

export function readAnnouncement({ server, token }: Operator, id: string): Promise<Announcement> {
  return ask('GET', `${server}/operator/v1/announcements/${id}`, undefined, token)
}

/** Waits until nothing of them is on its way. */
export async function waitUntilDone(operator: Operator, ids: string[], say: (text: string) => void): Promise<void> {
  for (let look = 0; ; look++) {
    const seen = await Promise.all(ids.map(id => readAnnouncement(operator, id)))
    if (look % 10 === 0) say(seen.map(one => `${one.state} ${JSON.stringify(one.counts)}`).join(' | '))
    if (seen.every(one => one.state === 'done')) return
    await sleep(1000)
  }
}
