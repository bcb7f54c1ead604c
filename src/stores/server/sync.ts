import { ApiError, type RecordResponse } from '@zhuan/api/client'
import type { Entry } from '@zhuan/api/record'
import { MAX_ENTRIES } from '@zhuan/api/vocabulary'
import { create } from 'zustand'
import { instant } from '@/platform/clock'
import { server } from './call'
import { keep, NOTHING_SYNCED, type SyncMemory, useServerMemory } from './memory'
import { readPieces, writePieces } from './record-pieces'
import { SignedOutError, sessionEra, withSession } from './session'
import { editsToSend, lacksSome, takeIn } from './sync-merge'
import { type Trouble, troubleOf } from './trouble'

/** How the sync stands, as long as the app is open; `forgotten`: the server's record was deleted from another phone. */
export const useSyncState = create<{ running: boolean; trouble: Trouble | 'forgotten' | null }>(() => ({
  running: false,
  trouble: null,
}))

let running: Promise<void> | undefined
/** Asked for while a round was under way: one more. */
let isWanted = false
/** Edits that the server refused, by key: they stay on the phone and are not sent again before they are edited again. */
const refused = new Map<string, string>()

/** Edits that the server does not have and has not refused. */
export const pendingEdits = (): Entry[] =>
  editsToSend(readPieces(), useServerMemory.getState().sync.known).filter(
    ({ key, updatedAt }) => refused.get(key) !== updatedAt,
  )

/** Turns the sync on, by a tap: everything goes up, and what the server has comes down. */
export function startSync(): Promise<void> {
  refused.clear()
  keep({ sync: { ...NOTHING_SYNCED, on: true } })
  return syncRecord({ byTap: true })
}

/** Nothing goes up any more; what the server has stays there. */
export function stopSync(): void {
  keep({ sync: { ...useServerMemory.getState().sync, on: false } })
  useSyncState.setState({ running: false, trouble: null })
}

/** This phone and the server have nothing to do with each other any more: off, and begun anew if it is turned on. */
export function endSync(): void {
  keep({ sync: NOTHING_SYNCED })
  useSyncState.setState({ running: false, trouble: null })
}

/**
 * Exchanges what was edited with the server, if the candidate has turned that on. What fails is kept and tried again
 * when the app is shown, the network is back, or something else is edited.
 */
export function syncRecord({ byTap = false } = {}): Promise<void> {
  if (!useServerMemory.getState().sync.on) return Promise.resolve()
  if (running) isWanted = true
  running ??= exchange(byTap).finally(() => {
    running = undefined
  })
  return running
}

async function exchange(byTap: boolean): Promise<void> {
  useSyncState.setState({ running: true })
  try {
    do {
      isWanted = false
      await withSession(round, { byTap })
    } while (useServerMemory.getState().sync.on && (isWanted || pendingEdits().length > 0))
    const { sync } = useServerMemory.getState()
    if (sync.on) keep({ sync: { ...sync, at: instant() } })
    useSyncState.setState(({ trouble }) => ({ running: false, trouble: sync.on ? null : trouble }))
  } catch (error) {
    useSyncState.setState({ running: false })
    const trouble = troubleOf(error)
    useSyncState.setState({ trouble: useServerMemory.getState().sync.on ? trouble : null })
  }
}

/** One exchange: what was edited goes up and what is new comes down, in a single request where the session is known. */
async function round(token: string): Promise<void> {
  const era = sessionEra()
  const heard = (answer: RecordResponse, sent: readonly Entry[]) => {
    if (era !== sessionEra() || !useServerMemory.getState().sync.on) throw new SignedOutError()
    take(answer, sent, token)
  }
  const { sync } = useServerMemory.getState()
  const isOtherSession = sync.revision > 0 && sync.with !== endOf(token)
  const isLost = lacksSome(readPieces(), sync.known)
  if (isOtherSession || isLost || pendingEdits().length === 0) {
    const { body } = await server('getRecord', { token, query: { since: isLost ? 0 : sync.revision } })
    if (body.revision < sync.revision) return forgotten()
    heard(body, [])
  }
  const entries = pendingEdits().slice(0, MAX_ENTRIES)
  if (entries.length === 0) return
  try {
    const { revision: since } = useServerMemory.getState().sync
    const { body } = await server('syncRecord', { token, body: { since, entries } })
    heard(body, entries)
  } catch (error) {
    const fault = error instanceof ApiError && error.status === 422 ? /^entries\[(\d+)\]/.exec(error.path ?? '') : null
    const entry = fault && entries[Number(fault[1])]
    if (!entry) throw error
    refused.set(entry.key, entry.updatedAt)
  }
}

const endOf = (token: string): string => token.slice(-8)

function take({ revision, entries }: RecordResponse, sent: readonly Entry[], token: string): void {
  const { sync } = useServerMemory.getState()
  const before = readPieces()
  const { values, times, known, changed } = takeIn(before, sync.known, sent, entries)
  const failed = writePieces({ values, times }, changed)
  if (failed) throw failed
  const next: SyncMemory = { ...sync, revision, known, with: endOf(token) }
  keep({ sync: next })
}

/** From another phone this person asked to be forgotten: their record must not go up again by itself. */
function forgotten(): void {
  keep({ sync: NOTHING_SYNCED })
  useSyncState.setState({ trouble: 'forgotten' })
}
