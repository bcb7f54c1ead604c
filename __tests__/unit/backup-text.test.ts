import type { Candidate } from '@zhuan/exam'
import { BackupError, backupText, parseBackupText } from '@/features/backup/backup-text'
import { faultWords } from '@/features/backup/words'

const CANDIDATE: Candidate = {
  level: 'exempt-one',
  specialty: 'other',
  sittings: [{ examYear: 2025, marks: { law: 'absent' } }],
}

describe('backup text', () => {
  it('comes back as it went, also with words around it', () => {
    const text = backupText({ candidate: CANDIDATE, region: '大连' }, '2026-11-23')
    expect(text.split('\n')[0]).toBe('注安通关备份 2026-11-23')
    expect(parseBackupText(`收藏：\n${text}\n谢谢`)).toEqual({ candidate: CANDIDATE, region: '大连' })
  })

  it('reads the bare candidate and the stored record', () => {
    expect(parseBackupText(JSON.stringify(CANDIDATE))).toEqual({ candidate: CANDIDATE, region: null })
    expect(
      parseBackupText(JSON.stringify({ state: { candidate: CANDIDATE, region: null }, version: 1 })).candidate,
    ).toEqual(CANDIDATE)
  })

  it.each([
    ['', 'no-backup', ''],
    ['你好', 'no-backup', ''],
    ['{"candidate":null}', 'no-backup', 'candidate'],
    [JSON.stringify({ candidate: CANDIDATE }).slice(0, -9), 'unreadable-backup', ''],
    [JSON.stringify({ candidate: { ...CANDIDATE, level: 'x' } }), 'unreadable-backup', 'level'],
    ['{"state":null}', 'no-backup', 'candidate'],
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
