import { RULE } from './sources'
import type { Fact, Place, ScoreCode } from './types'

/** Where scores are looked up, the quicker first. */
export const PLACES: readonly Place[] = [
  {
    id: 'social-card',
    title: '电子社保卡小程序',
    way: ['人社办事', '人才人事', '专业技术人员资格考试成绩查询'],
    text: '出分当天人多，这里往往更快。',
    from: ['kaoshi100-scores'],
  },
  {
    id: 'cpta',
    title: '中国人事考试网',
    way: ['登录自己的账号', '成绩查询'],
    text: '打不开就过一会儿再试，或者换电子社保卡小程序。',
    from: ['kaoshi100-scores'],
  },
]

/** The only address that the app copies, and only on a tap. */
export const OFFICIAL_SITE = 'www.cpta.com.cn'

/** Numbers below zero in the place of a mark. */
export const SCORE_CODES: readonly ScoreCode[] = [
  { code: '−1', title: '缺考', text: '这一科没去考。', from: ['siousen'] },
  {
    code: '−2',
    title: '违纪',
    text: '一般违纪这一科不算；严重违纪这次各科都不算，记录五年。',
    from: ['siousen'],
    rule: RULE.discipline,
    claims: { 'discipline-record-years': 5 },
  },
  { code: '−4', title: '成绩无效', text: '没按要求作答也会是 −4；答卷雷同的，这一科不算。', from: ['siousen'] },
]

/** 成绩复核. */
export const RECHECK: readonly Fact[] = [
  {
    text: '出分当天算第 1 天，30 天内交书面申请；怎么交看当地公告。',
    from: ['educity', '233'],
    claims: { 'recheck-days': 30 },
  },
  { text: '只查有没有漏评、分数有没有加错，不重新评卷。', from: ['educity', '233'] },
  { text: '客观题的科目原则上不复核；《专业实务》也只查漏评和加分。', from: ['educity', '233'] },
]

/** 59 points. */
export const FIFTY_NINE: Fact = {
  text: '每科 60 分合格，59 分就是没过，不会进位。别的科已经合格的照样有效，各管各的年限。',
  from: ['233-article'],
  claims: { 'pass-mark': 60 },
}
