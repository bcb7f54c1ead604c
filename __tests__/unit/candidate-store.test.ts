import type { Candidate } from '@zhuan/exam'
import { calls, limits, resetPhone, stored } from '../mocks/taro'

const CANDIDATE: Candidate = {
  level: 'full',
  specialty: 'chemical',
  sittings: [{ examYear: 2024, marks: { law: 71 } }],
}
const record = (candidate: unknown, version = 1) => JSON.stringify({ state: { candidate, region: '西藏' }, version })

/** A cold start of the app: modules are read anew, the phone stays as it is. */
function coldStart() {
  jest.resetModules()
  const phone = require('../mocks/taro') as typeof import('../mocks/taro')
  for (const [key, value] of stored) phone.stored.set(key, value)
  phone.limits.total = limits.total
  const store = require('@/stores/candidate-store') as typeof import('@/stores/candidate-store')
  const { useAppMemoryStore } = require('@/stores/app-memory') as typeof import('@/stores/app-memory')
  return { ...store, useAppMemoryStore, phone }
}

beforeEach(resetPhone)

describe('cold start', () => {
  it('reads storage once and holds the stored record', () => {
    stored.set('candidate', record(CANDIDATE))
    const { useCandidateStore, phone } = coldStart()
    expect(useCandidateStore.getState()).toEqual({ candidate: CANDIDATE, region: '西藏', putAside: [] })
    expect(phone.calls).toEqual(['get candidate'])
    expect(calls).toEqual([])
  })

  it('starts empty on a new phone and writes nothing', () => {
    const { useCandidateStore, phone } = coldStart()
    expect(useCandidateStore.getState().candidate).toBeNull()
    expect(phone.calls).toEqual(['get candidate'])
  })

  it('migrates an older version, official codes included, and writes it back', () => {
    const old = {
      level: 'full',
      specialty: 'chemical',
      sittings: [{ examYear: 2024, marks: { law: 71, management: -1 } }],
    }
    stored.set('candidate', JSON.stringify({ state: old, version: 0 }))
    const { useCandidateStore, phone } = coldStart()
    expect(useCandidateStore.getState().candidate?.sittings[0]?.marks).toEqual({ law: 71, management: 'absent' })
    expect(JSON.parse(phone.stored.get('candidate') as string).version).toBe(1)
  })

  it('reads a migrated record although the phone has no room to write it back', () => {
    stored.set('candidate', JSON.stringify({ state: CANDIDATE, version: 0 }))
    limits.total = 10
    const { useCandidateStore, useAppMemoryStore } = coldStart()
    expect(useCandidateStore.getState().candidate).toEqual(CANDIDATE)
    expect(useAppMemoryStore.getState().unreadable).toBeNull()
  })
})

describe.each([
  ['broken JSON', '{"state":{"cand'],
  ['text of somebody else', 'hello'],
  ['another shape', JSON.stringify({ user: 1 })],
  ['a number', 7],
  ['a newer version', record(CANDIDATE, 99)],
  ['a candidate that breaks the contract', record({ ...CANDIDATE, level: 'expert' })],
])('an unreadable value: %s', (_name, value) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)

  it('is put aside once, told, kept through saves, and never overwritten', () => {
    stored.set('candidate', value)
    const first = coldStart()
    expect(first.useCandidateStore.getState().candidate).toBeNull()
    expect(first.useAppMemoryStore.getState().unreadable).toEqual({ text, asideKey: 'candidate.aside.1' })
    stored.set('candidate.aside.1', first.phone.stored.get('candidate.aside.1'))

    const second = coldStart()
    expect([...second.phone.stored.keys()]).toEqual(['candidate', 'candidate.aside.1'])
    expect(second.saveCandidate(CANDIDATE, 'saved')).toBeUndefined()
    expect(second.phone.stored.get('candidate.aside.1')).toBe(text)
    expect(second.useCandidateStore.getState().putAside).toEqual(['candidate.aside.1'])
  })

  it('is not written over while there is no room to put it aside', () => {
    stored.set('candidate', value)
    limits.total = text.length
    const { useAppMemoryStore, saveCandidate, phone } = coldStart()
    expect(useAppMemoryStore.getState().unreadable).toEqual({ text })
    phone.limits.total = 10 * 1024 * 1024
    expect(saveCandidate(CANDIDATE, 'saved')?.code).toBe('storage-full')
    expect(phone.stored.get('candidate')).toBe(value)
  })
})

describe('saving', () => {
  it('survives a restart, and can be undone once', () => {
    const { startRecord, saveCandidate, undoSave, useAppMemoryStore, phone } = coldStart()
    startRecord({ ...CANDIDATE, sittings: [] })
    saveCandidate(CANDIDATE, '《法律法规》有效至 2027 年考试')
    for (const [key, value] of phone.stored) stored.set(key, value)
    expect(coldStart().useCandidateStore.getState().candidate).toEqual(CANDIDATE)

    expect(useAppMemoryStore.getState().undoable?.words).toBe('《法律法规》有效至 2027 年考试')
    undoSave()
    expect(JSON.parse(phone.stored.get('candidate') as string).state.candidate.sittings).toEqual([])
    expect(useAppMemoryStore.getState().undoable).toBeNull()
  })

  it('takes back what the save changed and nothing else', () => {
    const { startRecord, saveCandidate, saveRegion, undoSave, useCandidateStore } = coldStart()
    startRecord({ ...CANDIDATE, sittings: [] })
    saveCandidate(CANDIDATE, 'saved')
    saveRegion('西藏')
    undoSave()
    expect(useCandidateStore.getState()).toMatchObject({ candidate: { sittings: [] }, region: '西藏' })
  })

  it('reports a full phone and stays with what the phone holds', () => {
    stored.set('candidate', record(CANDIDATE))
    const { saveCandidate, useCandidateStore, useAppMemoryStore, phone } = coldStart()
    phone.limits.total = 20
    expect(saveCandidate({ ...CANDIDATE, level: 'exempt-one' }, 'x')?.code).toBe('storage-full')
    expect(useCandidateStore.getState().candidate).toEqual(CANDIDATE)
    expect(useAppMemoryStore.getState().undoable).toBeNull()
    expect(phone.stored.get('candidate')).toBe(stored.get('candidate'))
  })

  it('deletes everything, what was put aside included', () => {
    stored.set('candidate', 'hello')
    const { saveCandidate, deleteEverything, useCandidateStore, phone } = coldStart()
    saveCandidate(CANDIDATE, 'saved')
    deleteEverything()
    expect(phone.stored.size).toBe(0)
    expect(useCandidateStore.getState()).toEqual({ candidate: null, region: null, putAside: [] })
  })
})
