import { calendarOptions } from '@/platform/phone-calendar'
import { refusalOf } from '@/platform/sharing/share-image'

describe('what WeChat answers, by who can mend it', () => {
  it.each([
    [{ errMsg: 'showShareImageMenu:fail cancel' }, 'cancelled'],
    [{ errMsg: 'saveImageToPhotosAlbum:fail auth deny' }, 'denied'],
    [{ errMsg: 'saveImageToPhotosAlbum:fail:auth denied' }, 'denied'],
    [{ errMsg: 'saveImageToPhotosAlbum:fail authorize no response' }, 'denied'],
    [{ errMsg: 'addPhoneCalendar:fail api scope is not declared in the privacy agreement', errno: 112 }, 'undeclared'],
    [{ errMsg: 'saveImageToPhotosAlbum:fail appid privacy api banned' }, 'undeclared'],
    [{ errMsg: 'saveImageToPhotosAlbum:fail privacy permission is not authorized', errno: 104 }, 'not-agreed'],
    [{ errMsg: 'saveImageToPhotosAlbum:fail privacy permission is not authorized', errno: 103 }, 'not-agreed'],
    [{ errMsg: 'saveImageToPhotosAlbum:fail invalid file type' }, 'failed'],
    [undefined, 'failed'],
  ])('%j: %s', (error, outcome) => {
    expect(refusalOf(error)).toBe(outcome)
  })
})

describe('what the phone calendar is given', () => {
  const about = { title: '成绩公布', description: '以官方公告为准' }

  it('whole days, the last one included; an alarm on the eve at 20:00', () => {
    expect(calendarOptions({ ...about, start: '2026-12-24', end: '2026-12-31' })).toEqual({
      ...about,
      startTime: Date.parse('2026-12-23T16:00:00Z') / 1000,
      endTime: String(Date.parse('2026-12-31T15:59:00Z') / 1000),
      allDay: true,
      alarm: true,
      alarmOffset: 4 * 3600,
    })
  })

  it('an hour where one is known', () => {
    expect(calendarOptions({ ...about, start: '2026-12-24', end: '2026-12-24', time: '10:00' })).toMatchObject({
      startTime: Date.parse('2026-12-24T02:00:00Z') / 1000,
      endTime: String(Date.parse('2026-12-24T03:00:00Z') / 1000),
      allDay: false,
    })
  })
})
