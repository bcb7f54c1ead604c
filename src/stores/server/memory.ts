import type { RemindersRequest, RemindersResponse } from '@zhuan/api/client'
import type { SubscribeOutcome } from '@zhuan/api/vocabulary'
import type { Announcement } from '@zhuan/exam'
import { create } from 'zustand'
import { readStorage, removeStorage, StorageError, writeStorage } from '@/platform/storage'
import { usableAnnouncements } from './usable-announcements'

/** One tap on a button that asks for reminders: what WeChat's popup said, and what was asked for with it. */
export type Acceptance = RemindersRequest & { outcome: Record<string, SubscribeOutcome> }

/** What was announced, as it was last heard. */
export interface Feed {
  region: string | null
  revision: number
  /** When the server's calendar last changed, an instant. */
  updatedAt: string
  etag?: string
  announcements: readonly Announcement[]
}

/** Which template a kind of reminder is sent with, and what WeChat calls it. */
export interface Templates {
  templates: Record<string, string>
  titles: Record<string, string>
  readAt: string
  etag?: string
}

/** How far this phone and the server have told each other of the record. */
export interface SyncMemory {
  on: boolean
  /** The revision of the server's record that this phone has taken in. */
  revision: number
  /** Of each key the time of the edit that the server has; what differs from the record's own is still to be sent. */
  known: Readonly<Record<string, string>>
  /** When everything was last the same, an instant. */
  at: string | null
  /** The end of the session's token that this was learnt with: with another one the server may know another record. */
  with: string
}

/** Everything that the phone keeps of its dealings with the server, under one storage key of its own. */
export interface ServerMemory {
  session: { token: string; expiresAt: string } | null
  /** Signed out by hand: nothing logs in again before a tap needs it. */
  signedOut: boolean
  /** Taps that the server has not confirmed, oldest first. */
  outbox: readonly Acceptance[]
  /** The scene of the code that led here, until it is told with the first subscription. */
  scene: string | null
  feed: Feed | null
  templates: Templates | null
  reminders: RemindersResponse | null
  sync: SyncMemory
}

const STORAGE_KEY = 'server'
const VERSION = 1

export const NOTHING_SYNCED: SyncMemory = { on: false, revision: 0, known: {}, at: null, with: '' }
const NOTHING: ServerMemory = {
  session: null,
  signedOut: false,
  outbox: [],
  scene: null,
  feed: null,
  templates: null,
  reminders: null,
  sync: NOTHING_SYNCED,
}

/** What is stored; something unreadable is nothing: all of it can be had again, but for taps nobody could read. */
function readMemory(): ServerMemory {
  try {
    const { version, state } = JSON.parse(String(readStorage(STORAGE_KEY)))
    if (version !== VERSION) return NOTHING
    const memory: ServerMemory = { ...NOTHING, ...state, sync: { ...NOTHING_SYNCED, ...state.sync } }
    const { feed } = memory
    return feed ? { ...memory, feed: { ...feed, announcements: usableAnnouncements(feed.announcements) } } : memory
  } catch {
    return NOTHING
  }
}

export const useServerMemory = create<ServerMemory>(readMemory)

/** Keeps `next`, in memory and on the phone. A phone without room goes on with what is in memory. */
export function keep(next: Partial<ServerMemory>): void {
  useServerMemory.setState(next)
  try {
    writeStorage(STORAGE_KEY, JSON.stringify({ version: VERSION, state: useServerMemory.getState() }))
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
  }
}

/** Forgets everything, for who deletes what this phone holds. */
export function forgetServerMemory(): void {
  useServerMemory.setState(NOTHING)
  removeStorage(STORAGE_KEY)
}
