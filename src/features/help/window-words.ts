import { type Standing, SUBJECT_NAMES } from '@zhuan/exam'

/** 《法律法规》2024 年合格，算第 1 年，管到 2027 年考试；2028 年起不算。 */
export function windowWords({ subject, status, passedIn, validThrough }: Standing): string | undefined {
  if (passedIn === undefined || validThrough === undefined) return undefined
  const pass = `《${SUBJECT_NAMES[subject]}》${passedIn} 年合格`
  if (status === 'certified') return `${pass}，已经用在证书上，不会再失效。`
  const first = validThrough === passedIn ? '只管当年' : `算第 1 年，管到 ${validThrough} 年考试`
  return `${pass}，${first}；${status === 'expired' ? '现在已经不算' : `${validThrough + 1} 年起不算`}。`
}
