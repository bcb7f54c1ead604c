import type { Candidate } from '@zhuan/exam'
import { BackupError, backupText, parseBackupText } from '@/features/backup/backup-text'
import { faultWords, pathWords } from '@/features/backup/words'

const CANDIDATE: Candidate = {
  level: 'exempt-one',
  specialty: 'other',
  sittings: [{ examYear: 2025, marks: { law: 'absent' } }],
}

const RECORD = {
  candidate: CANDIDATE,
  region: '大连',
  endorsements: { a1: { appliedOn: '2026-02-10', days: 90 } },
  checklists: { 'review-2025': { done: ['id-card', 'education'] } },
  certificate: { examYear: 2025 },
}

describe('backup text', () => {
  it('comes back as it went, also with words around it', () => {
    const text = backupText(RECORD, '2026-11-23')
    expect(text.split('\n')[0]).toBe('注安通关备份 2026-11-23')
    expect(parseBackupText(`收藏：\n${text}\n谢谢`)).toEqual(RECORD)
  })

  it('reads the bare candidate and the stored record', () => {
    expect(parseBackupText(JSON.stringify(CANDIDATE))).toEqual({ candidate: CANDIDATE, region: null })
    expect(
      parseBackupText(JSON.stringify({ state: { candidate: CANDIDATE, region: null }, version: 1 })).candidate,
    ).toEqual(CANDIDATE)
  })

  it('of an earlier version says nothing of the certificate', () => {
    expect(parseBackupText(JSON.stringify({ candidate: CANDIDATE, region: '大连' }))).toEqual({
      candidate: CANDIDATE,
      region: '大连',
    })
  })

  it('is told before it is restored', () => {
    expect(pathWords(RECORD)).toBe('证书：2025 年度，加注 1 次，勾过 2 项')
    expect(pathWords({ endorsements: {}, checklists: {}, certificate: null })).toBe('证书：没记，加注 0 次，勾过 0 项')
  })

  it.each([
    ['', 'no-backup', ''],
    ['你好', 'no-backup', ''],
    ['{"candidate":null}', 'no-backup', 'candidate'],
    [JSON.stringify({ candidate: CANDIDATE }).slice(0, -9), 'unreadable-backup', ''],
    [JSON.stringify({ candidate: { ...CANDIDATE, level: 'x' } }), 'unreadable-backup', 'level'],
    ['{"state":null}', 'no-backup', 'candidate'],
    [JSON.stringify({ ...RECORD, endorsements: { a1: { days: 1 } } }), 'unreadable-backup', 'endorsements.a1'],
  ])('refuses %s and says why', (text, code, path) => {
    let refused: unknown
    try {
      parseBackupText(text)
    } catch (error) {
      refused = error
    }
    expect(refused).toBeInstanceOf(BackupError)
    expect(refused).toMatchObject({ code, path })
    expect(faultWords(refused)).toMatch(/备份/)
  })
})
