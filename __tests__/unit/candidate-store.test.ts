import type { Candidate } from '@zhuan/exam'
import { calls, limits, resetPhone, stored } from '../mocks/taro'

const CANDIDATE: Candidate = {
  level: 'full',
  specialty: 'chemical',
  sittings: [{ examYear: 2024, marks: { law: 71 } }],
}
const record = (candidate: unknown, version = 3) => JSON.stringify({ state: { candidate, region: '西藏' }, version })

/** A cold start of the app: modules are read anew, the phone stays as it is. */
function coldStart() {
  jest.resetModules()
  const phone = require('../mocks/taro') as typeof import('../mocks/taro')
  for (const [key, value] of stored) phone.stored.set(key, value)
  phone.limits.total = limits.total
  const store = require('@/stores/candidate-store') as typeof import('@/stores/candidate-store')
  const { useAppMemoryStore } = require('@/stores/app-memory') as typeof import('@/stores/app-memory')
  const drafts = require('@/stores/edit-drafts') as typeof import('@/stores/edit-drafts')
  const path = require('@/stores/save-certificate') as typeof import('@/stores/save-certificate')
  return { ...store, ...drafts, ...path, useAppMemoryStore, phone }
}

beforeEach(resetPhone)

describe('cold start', () => {
  it('reads storage once and holds the stored record', () => {
    stored.set('candidate', record(CANDIDATE))
    const { useCandidateStore, phone } = coldStart()
    expect(useCandidateStore.getState()).toMatchObject({ candidate: CANDIDATE, region: '西藏', putAside: [] })
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
    expect(JSON.parse(phone.stored.get('candidate') as string).version).toBe(3)
  })

  it('reads the version without times of edits: what has none is older than anything else', () => {
    stored.set('candidate', record(CANDIDATE, 1))
    const { useCandidateStore, phone } = coldStart()
    expect(useCandidateStore.getState()).toMatchObject({ candidate: CANDIDATE, region: '西藏', edited: {} })
    expect(JSON.parse(phone.stored.get('candidate') as string).version).toBe(3)
  })

  it('reads the version without anything of the certificate: there is nothing yet', () => {
    stored.set('candidate', record(CANDIDATE, 2))
    const { useCandidateStore, phone } = coldStart()
    expect(useCandidateStore.getState()).toMatchObject({
      candidate: CANDIDATE,
      endorsements: {},
      checklists: {},
      certificate: null,
    })
    expect(JSON.parse(phone.stored.get('candidate') as string).version).toBe(3)
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
    expect(useCandidateStore.getState()).toMatchObject({
      candidate: null,
      region: null,
      putAside: [],
      edited: {},
      drafts: { years: {} },
    })
  })
})

describe('times of edits', () => {
  const AT = '2026-11-23T01:00:00.000Z'
  const LATER = '2026-11-24T01:00:00.000Z'
  /** A second edit within the same millisecond is later all the same: the server would keep the first. */
  const AFTER = new Date(Date.parse(LATER) + 1).toISOString()

  beforeEach(() => void jest.useFakeTimers({ now: new Date(AT) }))
  afterEach(() => void jest.useRealTimers())

  it('every key keeps the time of its last edit, through a restart, and a deletion has one', () => {
    const { startRecord, saveCandidate, saveRegion, useCandidateStore, phone } = coldStart()
    startRecord({ ...CANDIDATE, sittings: [] })
    saveCandidate(CANDIDATE, 'saved')
    const edited = () => useCandidateStore.getState().edited
    expect(edited()).toEqual({ profile: AT, 'sitting:2024': AT })

    jest.setSystemTime(new Date(LATER))
    saveCandidate({ ...CANDIDATE, sittings: [...CANDIDATE.sittings, { examYear: 2025, marks: { law: 1 } }] }, 'saved')
    expect(edited()).toEqual({ profile: AT, 'sitting:2024': AT, 'sitting:2025': LATER })
    saveRegion('西藏')
    saveCandidate({ ...CANDIDATE, sittings: [] }, 'deleted')
    expect(edited()).toEqual({ profile: LATER, 'sitting:2024': LATER, 'sitting:2025': AFTER })

    for (const [key, value] of phone.stored) stored.set(key, value)
    expect(coldStart().useCandidateStore.getState().edited).toEqual(edited())
  })

  it('what a save leaves as it was keeps its time; undo and restore are edits', () => {
    const { saveCandidate, undoSave, restoreRecord, useCandidateStore } = coldStart()
    saveCandidate(CANDIDATE, 'saved')
    jest.setSystemTime(new Date(LATER))
    const rewritten = {
      specialty: CANDIDATE.specialty,
      level: CANDIDATE.level,
      sittings: [{ marks: { law: 71 }, examYear: 2024 }],
    }
    restoreRecord(
      { candidate: { ...rewritten, sittings: [...rewritten.sittings, { examYear: 2023, marks: {} }] }, region: null },
      'restored',
    )
    expect(useCandidateStore.getState().edited).toEqual({ profile: AT, 'sitting:2024': AT, 'sitting:2023': LATER })
    undoSave()
    expect(useCandidateStore.getState().edited).toMatchObject({ profile: AT, 'sitting:2023': AFTER })
  })

  it('a refused save leaves the times as they were', () => {
    const { saveCandidate, useCandidateStore, phone } = coldStart()
    saveCandidate(CANDIDATE, 'saved')
    jest.setSystemTime(new Date(LATER))
    phone.limits.total = 20
    saveCandidate({ ...CANDIDATE, level: 'exempt-one' }, 'refused')
    expect(useCandidateStore.getState().edited).toEqual({ profile: AT, 'sitting:2024': AT })
  })

  it.each([[7], [{ profile: 'yesterday' }], [{ profile: 3 }], [['profile']]])(
    'an unreadable time is none: %j',
    edited => {
      stored.set('candidate', JSON.stringify({ state: { candidate: CANDIDATE, edited }, version: 3 }))
      expect(coldStart().useCandidateStore.getState().edited).toEqual({})
    },
  )
})

describe('the way from the score to the paper', () => {
  const ENDORSEMENT = { appliedOn: '2026-02-10', days: 90, purpose: '本人调用' }
  const path = {
    endorsements: { a1: ENDORSEMENT },
    checklists: { 'review-2025': { done: ['id-card'] } },
    certificate: { examYear: 2025, issuedOn: '2026-01-20', paperReceived: '2026-05-06' },
  }
  const keep = (more: object) =>
    stored.set('candidate', JSON.stringify({ state: { candidate: CANDIDATE, ...more }, version: 3 }))

  beforeEach(() => void jest.useFakeTimers({ now: new Date('2026-11-23T01:00:00.000Z') }))
  afterEach(() => void jest.useRealTimers())

  it('is kept through restarts, each piece with the time of its last edit', () => {
    const { saveEndorsement, saveChecked, saveCertificate, phone } = coldStart()
    saveEndorsement('a1', ENDORSEMENT)
    saveChecked('review-2025', 'id-card', true)
    saveCertificate(path.certificate)
    for (const [key, value] of phone.stored) stored.set(key, value)
    const { useCandidateStore, saveEndorsement: change } = coldStart()
    expect(useCandidateStore.getState()).toMatchObject(path)
    expect(Object.keys(useCandidateStore.getState().edited)).toEqual([
      'endorsement:a1',
      'checklist:review-2025',
      'certificate',
    ])
    jest.setSystemTime(new Date('2026-11-24T01:00:00.000Z'))
    change('a1', null)
    expect(useCandidateStore.getState()).toMatchObject({
      endorsements: {},
      edited: { 'endorsement:a1': '2026-11-24T01:00:00.000Z', certificate: '2026-11-23T01:00:00.000Z' },
    })
  })

  it('ticks a step once and takes the tick back', () => {
    const { saveChecked, useCandidateStore } = coldStart()
    const done = () => useCandidateStore.getState().checklists.x?.done
    saveChecked('x', 'one', true)
    saveChecked('x', 'two', true)
    saveChecked('x', 'one', true)
    expect(done()).toEqual(['two', 'one'])
    saveChecked('x', 'two', false)
    expect(done()).toEqual(['one'])
  })

  it('goes with everything that is deleted', () => {
    keep(path)
    const { deleteEverything, useCandidateStore } = coldStart()
    deleteEverything()
    expect(useCandidateStore.getState()).toMatchObject({ endorsements: {}, checklists: {}, certificate: null })
  })

  it('is replaced by a backup that has it, left alone by one that has not, and comes back with an undo', () => {
    keep(path)
    const { restoreRecord, undoSave, useCandidateStore } = coldStart()
    restoreRecord({ candidate: CANDIDATE, region: null }, 'an old backup')
    expect(useCandidateStore.getState()).toMatchObject(path)
    restoreRecord(
      { candidate: CANDIDATE, region: null, endorsements: {}, checklists: {}, certificate: null },
      'a new one',
    )
    expect(useCandidateStore.getState()).toMatchObject({ endorsements: {}, checklists: {}, certificate: null })
    undoSave()
    expect(useCandidateStore.getState()).toMatchObject(path)
  })

  it.each([
    [{ endorsements: [] }],
    [{ endorsements: { a1: { ...ENDORSEMENT, days: 91 } } }],
    [{ endorsements: { a1: { ...ENDORSEMENT, days: 1.5 } } }],
    [{ endorsements: { a1: { ...ENDORSEMENT, appliedOn: '2026-02-30' } } }],
    [{ endorsements: { A: ENDORSEMENT } }],
    [{ checklists: { x: { done: [1] } } }],
    [{ checklists: { x: [] } }],
    [{ certificate: {} }],
    [{ certificate: { examYear: 2018 } }],
    [{ certificate: { examYear: 2025, issuedOn: 'soon' } }],
    [{ certificate: { examYear: 2025, paperReceived: 1 } }],
  ])('what the contract refuses is put aside whole: %j', more => {
    keep(more)
    const { useCandidateStore, useAppMemoryStore } = coldStart()
    expect(useCandidateStore.getState().candidate).toBeNull()
    expect(useAppMemoryStore.getState().unreadable?.asideKey).toBe('candidate.aside.1')
  })
})

describe('drafts', () => {
  const draft = { marks: { law: { text: '7' } }, opened: [] }
  const other = {
    marks: { law: { text: '', code: 'pending' as const } },
    opened: ['law' as const],
    specialty: 'other' as const,
  }

  function withDrafts() {
    const app = coldStart()
    app.saveCandidate(CANDIDATE, 'saved')
    app.editDraft(2024, () => draft)
    app.editDraft(2026, () => other)
    app.chooseNewcomer({
      level: 'exempt-two',
      specialty: 'chemical',
      sittings: [{ examYear: 2025, marks: { law: 'passed' } }],
    })
    return { ...app, years: () => app.useCandidateStore.getState().drafts.years }
  }

  it('survive a restart as they were', () => {
    const { phone, useCandidateStore } = withDrafts()
    const { drafts } = useCandidateStore.getState()
    for (const [key, value] of phone.stored) stored.set(key, value)
    expect(coldStart().useCandidateStore.getState().drafts).toEqual(drafts)
  })

  it('go with the save of their year, with a restore, and with everything', () => {
    const { saveCandidate, restoreRecord, deleteEverything, editDraft, years } = withDrafts()
    saveCandidate({ ...CANDIDATE, sittings: [] }, 'saved', 2024)
    expect(years()).toEqual({ 2026: other })
    restoreRecord({ candidate: CANDIDATE, region: null }, 'restored')
    expect(years()).toEqual({})
    editDraft(2024)
    deleteEverything()
    expect(years()).toEqual({})
  })

  it('of a year that comes back go with an undo; those of others stay', () => {
    const { saveCandidate, undoSave, years } = withDrafts()
    saveCandidate({ ...CANDIDATE, sittings: [] }, 'level changed')
    undoSave()
    expect(years()).toEqual({ 2026: other })
  })

  it('find no room, and stay in the app until the save that says so', () => {
    const { editDraft, saveCandidate, years, phone } = withDrafts()
    phone.limits.total = 20
    editDraft(2025, () => draft)
    expect(years()[2025]).toEqual(draft)
    expect(saveCandidate(CANDIDATE, 'saved', 2025)?.code).toBe('storage-full')
    expect(years()[2025]).toEqual(draft)
  })

  it.each([
    [7, { years: {} }],
    [{ years: { 2024: 7, x: draft } }, { years: { 2024: { marks: {}, opened: [] } } }],
    [
      {
        years: { 2024: { marks: { law: { text: 7 }, practice: { text: '1', code: 'new' } } } },
      },
      { years: { 2024: { marks: { practice: { text: '1' } }, opened: [] } } },
    ],
    [{ newcomer: { level: 'half', specialty: 'other' } }, { years: {} }],
  ])('that are not understood cost no record: %j', (drafts, read) => {
    stored.set('candidate', JSON.stringify({ state: { candidate: CANDIDATE, drafts }, version: 3 }))
    expect(coldStart().useCandidateStore.getState()).toMatchObject({ candidate: CANDIDATE, drafts: read })
  })
})
