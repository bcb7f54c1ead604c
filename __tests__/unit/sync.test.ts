import type { Candidate } from '@zhuan/exam'
import { RecordServer } from './support/record-server'

process.env.TARO_APP_API_BASE = 'https://server.example'

const CANDIDATE: Candidate = {
  level: 'full',
  specialty: 'chemical',
  sittings: [{ examYear: 2024, marks: { law: 71 } }],
}
const withSitting = (examYear: number, law: number): Candidate => ({
  ...CANDIDATE,
  sittings: [...CANDIDATE.sittings.filter(each => each.examYear !== examYear), { examYear, marks: { law } }].sort(
    (a, b) => a.examYear - b.examYear,
  ),
})

/** One phone of the same person: modules of its own, a storage of its own. */
function phone(server: RecordServer, storage: Map<string, unknown> = new Map()) {
  jest.resetModules()
  const taro = require('../mocks/taro') as typeof import('../mocks/taro')
  for (const [key, value] of storage) taro.stored.set(key, value)
  let logins = 0
  taro.network.login = async () => ({ code: `code-${++logins}` })
  taro.network.answer = asked => server.answer(asked)
  const store = require('@/stores/candidate-store') as typeof import('@/stores/candidate-store')
  const memory = require('@/stores/server/memory') as typeof import('@/stores/server/memory')
  const sync = require('@/stores/server/sync') as typeof import('@/stores/server/sync')
  const account = require('@/stores/server/account') as typeof import('@/stores/server/account')
  const appMemory = require('@/stores/app-memory') as typeof import('@/stores/app-memory')
  return {
    ...store,
    ...sync,
    ...account,
    storage: taro.stored,
    limits: taro.limits,
    candidate: () => store.useCandidateStore.getState().candidate,
    memory: () => memory.useServerMemory.getState(),
    state: () => sync.useSyncState.getState(),
    undoable: () => appMemory.useAppMemoryStore.getState().undoable,
  }
}

let server: RecordServer
beforeEach(() => {
  server = new RecordServer()
})

it('sends nothing before it is turned on, then everything, and a second phone gets it', async () => {
  const first = phone(server)
  first.saveCandidate(CANDIDATE, 'saved')
  await first.syncRecord()
  expect(server.asked).toEqual([])
  await first.startSync()
  expect(server.asked).toEqual(['POST /v1/session', 'POST /v1/record'])
  expect(first.state()).toEqual({ running: false, trouble: null })
  expect(first.memory().sync.at).not.toBeNull()

  const second = phone(server)
  await second.startSync()
  expect(second.candidate()).toEqual(CANDIDATE)
})

it('costs one request when nothing was edited, and brings what another phone edited', async () => {
  const first = phone(server)
  first.saveCandidate(CANDIDATE, 'saved')
  await first.startSync()
  const second = phone(server)
  await second.startSync()
  second.saveCandidate(withSitting(2025, 66), 'saved')
  await second.syncRecord()
  server.asked.length = 0
  await first.syncRecord()
  expect(server.asked).toEqual(['GET /v1/record?since=1'])
  expect(first.candidate()).toEqual(withSitting(2025, 66))
})

it('two phones that edit offline lose nothing and end alike; of the same year the later edit holds', async () => {
  const first = phone(server)
  first.saveCandidate(CANDIDATE, 'saved')
  await first.startSync()
  const second = phone(server)
  await second.startSync()

  server.isAway = true
  first.saveCandidate(withSitting(2025, 40), 'saved')
  await new Promise(resolve => setTimeout(resolve, 5))
  second.saveCandidate(withSitting(2026, 80), 'saved')
  second.saveCandidate(
    {
      ...second.candidate()!,
      sittings: [...withSitting(2025, 66).sittings.slice(1), ...second.candidate()!.sittings].sort(
        (a, b) => a.examYear - b.examYear,
      ),
    },
    'saved',
  )
  await first.syncRecord()
  await second.syncRecord()
  expect(first.state().trouble).toBe('offline')
  expect(first.candidate()).toEqual(withSitting(2025, 40))

  server.isAway = false
  await first.syncRecord()
  await second.syncRecord()
  await first.syncRecord()
  expect(first.candidate()).toEqual(second.candidate())
  expect(first.candidate()!.sittings).toEqual([
    { examYear: 2024, marks: { law: 71 } },
    { examYear: 2025, marks: { law: 66 } },
    { examYear: 2026, marks: { law: 80 } },
  ])
  expect(first.pendingEdits()).toEqual([])
  expect(second.pendingEdits()).toEqual([])
})

it('keeps what was edited while an answer was on its way, and sends it next', async () => {
  const first = phone(server)
  first.saveCandidate(CANDIDATE, 'saved')
  server.beforeAnswer = ({ url, method }) => {
    if (method !== 'POST' || !url.endsWith('/v1/record')) return
    server.beforeAnswer = () => undefined
    first.saveCandidate(withSitting(2024, 90), 'saved')
    void first.syncRecord()
  }
  await first.startSync()
  expect(first.candidate()).toEqual(withSitting(2024, 90))
  expect(server.entries.get('sitting:2024')?.value).toEqual({ examYear: 2024, marks: { law: 90 } })
})

it('no longer offers to take back what would undo another phone’s edit, but its own goes up and stays undoable', async () => {
  const first = phone(server)
  first.saveCandidate(CANDIDATE, 'saved')
  await first.startSync()
  expect(first.undoable()).not.toBeNull()
  const second = phone(server)
  await second.startSync()
  second.saveCandidate(withSitting(2025, 66), 'saved')
  await second.syncRecord()
  await first.syncRecord()
  expect(first.undoable()).toBeNull()
})

it('is renewed in the middle when the session is over', async () => {
  const first = phone(server)
  first.saveCandidate(CANDIDATE, 'saved')
  await first.startSync()
  first.saveCandidate(withSitting(2025, 66), 'saved')
  server.endSessions()
  server.asked.length = 0
  await first.syncRecord()
  expect(server.asked).toEqual(['POST /v1/record', 'POST /v1/session', 'GET /v1/record?since=1', 'POST /v1/record'])
  expect(server.entries.has('sitting:2025')).toBe(true)
})

it('does not bring somebody back who was forgotten from another phone', async () => {
  const first = phone(server)
  first.saveCandidate(CANDIDATE, 'saved')
  await first.startSync()
  const second = phone(server)
  await second.startSync()
  await second.forgetMe()
  expect(second.memory()).toMatchObject({ session: null, signedOut: true, sync: { on: false } })

  first.saveCandidate(withSitting(2025, 66), 'saved')
  await first.syncRecord()
  expect(server.entries.size).toBe(0)
  expect(first.memory().sync.on).toBe(false)
  expect(first.state().trouble).toBe('forgotten')
  expect(first.candidate()).toEqual(withSitting(2025, 66))

  await first.startSync()
  expect([...server.entries.keys()].sort()).toEqual(['profile', 'sitting:2024', 'sitting:2025'])
})

it('leaves out what the server refuses and sends the rest', async () => {
  const first = phone(server)
  first.saveCandidate(
    { ...CANDIDATE, sittings: [...CANDIDATE.sittings, { examYear: 2025, specialty: 'chemical', marks: {} }] },
    'saved',
  )
  server.beforeAnswer = ({ data }) => {
    for (const { key, value } of (data as { entries?: { key: string; value: Record<string, string> }[] })?.entries ??
      [])
      if (key === 'sitting:2025') value.specialty = 'chemical-2'
  }
  await first.startSync()
  expect([...server.entries.keys()].sort()).toEqual(['profile', 'sitting:2024'])
  expect(first.state().trouble).toBeNull()
})

it('reads everything anew on a phone that lost its record but not its memory of the server', async () => {
  const first = phone(server)
  first.saveCandidate(CANDIDATE, 'saved')
  await first.startSync()
  const storage = new Map(first.storage)
  storage.set('candidate', '{broken')
  const again = phone(server, storage)
  expect(again.candidate()).toBeNull()
  await again.syncRecord()
  expect(again.candidate()).toEqual(CANDIDATE)
})

it('stops at a full phone, and goes on when there is room', async () => {
  const first = phone(server)
  first.saveCandidate(withSitting(2025, 66), 'saved')
  await first.startSync()
  const second = phone(server)
  second.limits.total = 100
  await second.startSync()
  expect(second.candidate()).toBeNull()
  expect(second.state().trouble).toBe('full')
  second.limits.total = 10_000
  await second.syncRecord()
  expect(second.candidate()).toEqual(withSitting(2025, 66))
})

it('signing out ends the session and the sync and leaves the record; deleting here leaves the server alone', async () => {
  const first = phone(server)
  first.saveCandidate(CANDIDATE, 'saved')
  await first.startSync()
  first.signOut()
  await new Promise(resolve => setTimeout(resolve))
  expect(server.asked.at(-1)).toBe('DELETE /v1/session')
  expect(first.candidate()).toEqual(CANDIDATE)
  expect(first.memory()).toMatchObject({ session: null, signedOut: true, sync: { on: false } })

  await first.startSync()
  first.deleteOnThisPhone()
  await first.syncRecord()
  expect(first.candidate()).toBeNull()
  expect(server.entries.size).toBe(2)
})
