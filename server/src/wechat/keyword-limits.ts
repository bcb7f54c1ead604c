import { chinaDay } from '../clock'

/** A message's values as the call wants them. */
export type FittedData = Record<string, { value: string }>

/**
 * Cuts a message's values to what WeChat takes for their keyword types; a value that does not fit costs 47003 and the
 * message. Values never end up empty.
 * @param data - keyword code such as `thing1` → wording
 * @param now - whose day in China a date falls back to
 * @returns as the call wants it: `{ thing1: { value } }`
 */
export function fitData(data: Record<string, string>, now: Date): FittedData {
  const fitted: FittedData = {}
  for (const [keyword, value] of Object.entries(data)) fitted[keyword] = { value: fitValue(keyword, value, now) }
  return fitted
}

/**
 * One value, cut by code points, on one line, or the type's fallback when nothing of it can be used.
 * @param keyword - a keyword code: the letters before its number are the type
 */
export function fitValue(keyword: string, value: string, now: Date): string {
  const type = keywordType(keyword)
  const line = value
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  return FITS[type]?.(line, now) || FALLBACKS[type]?.(now) || line || '详见小程序'
}

/** `thing12` → `thing`. */
export const keywordType = (keyword: string): string => keyword.replace(/\d+$/, '')

type Fit = (value: string, now: Date) => string

/** At most so many characters, as people count them: never half of a pair of surrogates. */
const cut = (value: string, length: number): string => {
  if (value.length <= length) return value
  return Array.from(value).slice(0, length).join('').trim()
}

/** Source: the keyword table of subscribeMessage.send. An empty result means: take the fallback. */
const FITS: Record<string, Fit> = {
  thing: value => cut(value, 20),
  character_string: value =>
    cut(
      value
        .replace(/[^\x20-\x7e]+/g, '')
        .replace(/ +/g, ' ')
        .trim(),
      32,
    ),
  number: value =>
    /^-?\d+(?:\.\d+)?/
      .exec(value.replaceAll(/[\s,，]/g, ''))?.[0]
      .slice(0, 32)
      .replace(/\.$/, '') ?? '',
  letter: value => cut(value.replace(/[^A-Za-z]+/g, ''), 32),
  symbol: value => cut(value.replace(/[\p{L}\p{N}\s]+/gu, ''), 5),
  phrase: value => cut(value.replace(/\P{Script=Han}+/gu, ''), 5),
  name: fitName,
  amount: fitAmount,
  date: value => fitTimes(value, fitDate),
  time: value => fitTimes(value, fitTime),
}

const FALLBACKS: Record<string, (now: Date) => string> = {
  thing: () => '详见小程序',
  character_string: () => '-',
  number: () => '0',
  letter: () => 'A',
  symbol: () => '-',
  phrase: () => '请查看',
  name: () => '注安通关',
  amount: () => '¥0',
  date: now => chineseDate(chinaDay(now)),
  time: now => `${chineseDate(chinaDay(now))} 00:00`,
  car_number: () => '-',
  phone_number: () => '0',
}

/** Ten characters as soon as one of them is Han, else twenty; no digits. */
function fitName(value: string): string {
  const letters = value
    .replace(/\p{N}+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return cut(letters, /\p{Script=Han}/u.test(letters) ? 10 : 20)
}

/** One sign of a currency, up to ten digits with two decimals, perhaps 元. */
function fitAmount(value: string): string {
  const found = /([¥￥$€£]?)\s*(\d{1,10})(?!\d)(\.\d{1,2})?\d*\s*(元?)/.exec(value.replaceAll(/[,，]/g, ''))
  if (!found) return ''
  const [, sign, whole, decimals = '', unit] = found
  return `${sign || (unit ? '' : '¥')}${whole}${decimals}${unit}`
}

/** One moment, or two with `~` between them. */
function fitTimes(value: string, fitOne: (value: string) => string): string {
  const [from = '', to = ''] = value.split(/\s*[~～至]\s*/)
  const begin = fitOne(from)
  const end = fitOne(to)
  return begin && end ? `${begin}~${end}` : begin || end
}

const MONTH_OF_YEAR = '(1[0-2]|0?[1-9])'
const DAY_OF_MONTH = '(3[01]|[12]\\d|0?[1-9])'
const DAY = new RegExp(`(\\d{4})\\s*[-年/.]\\s*${MONTH_OF_YEAR}\\s*[-月/.]\\s*${DAY_OF_MONTH}(?!\\d)\\s*日?`)
const MONTH = new RegExp(`(\\d{4})\\s*[-年/.]\\s*${MONTH_OF_YEAR}(?!\\d)\\s*月?`)
const DAY_OF_YEAR = new RegExp(`(?<!\\d)${MONTH_OF_YEAR}\\s*[-月/.]\\s*${DAY_OF_MONTH}(?!\\d)\\s*日?`)
const HOUR = /(?<!\d)([01]?\d|2[0-3])[:：]([0-5]\d)(?::[0-5]\d)?(?!\d)/

function fitDate(value: string): string {
  const hour = readHour(value)
  const day = DAY.exec(value)
  if (day) return [`${day[1]}年${Number(day[2])}月${Number(day[3])}日`, hour].filter(Boolean).join(' ')
  const month = MONTH.exec(value)
  if (month) return `${month[1]}-${month[2]!.padStart(2, '0')}`
  const dayOfYear = DAY_OF_YEAR.exec(value)
  return dayOfYear ? `${dayOfYear[1]!.padStart(2, '0')}-${dayOfYear[2]!.padStart(2, '0')}` : ''
}

/** A time of day, with its day where there is one; a day alone gets its first minute. */
function fitTime(value: string): string {
  const hour = readHour(value)
  const day = DAY.exec(value)
  if (day) return `${day[1]}年${Number(day[2])}月${Number(day[3])}日 ${hour || '00:00'}`
  return hour
}

function readHour(value: string): string {
  const found = HOUR.exec(value)
  return found ? `${found[1]!.padStart(2, '0')}:${found[2]}` : ''
}

function chineseDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
