import type { Day, Milestone, MilestoneKind } from '../types'

type More = Partial<Pick<Milestone, 'end' | 'time' | 'status' | 'note'>>

/** A known row; where a page tells only when something began, the row is that one day. */
const fact = (
  region: string | null,
  examYear: number,
  kind: MilestoneKind,
  start: Day,
  source: string,
  more?: More,
): Milestone => ({ kind, examYear, region, start, end: start, status: 'official', source, ...more })

// The pages that reported more than one fact.
const EXAMS = 'hqwx.com 历年出分时间'
const PLANS = 'hqwx.com 历年工作计划公布时间'
const KAOSHI100 = 'kaoshi100.com 2025-12-28'
const YOULU = 'youlu.com'
const BEIJING = '转载 2022 北京报名通知'
const GANSU = '转载 2020 甘肃报名（hqwx）'
const TIANJIN = 'youlu.com 2025 天津报名'
const USUAL = '233.com 000_1e187d063a612915.txt'
const WITHOUT_DALIAN = '不含大连'

/**
 * Known dates per exam year. None was read at the official origin; each carries the page that reported it.
 * `official`: an official notice or something that happened, as reported; `reference`: the page says what is usual.
 */
export const FACTS: readonly Milestone[] = [
  fact(null, 2019, 'exam', '2019-11-16', 'youlu.com 历年考试时间', { end: '2019-11-17' }),
  fact(null, 2020, 'exam', '2020-11-14', EXAMS, { end: '2020-11-15' }),
  fact(null, 2020, 'score-release', '2021-01-08', EXAMS, { time: '10:00' }),
  fact(null, 2021, 'annual-plan', '2021-01-26', PLANS),
  fact(null, 2021, 'exam', '2021-10-16', EXAMS, { end: '2021-10-17' }),
  fact(null, 2021, 'score-release', '2021-12-21', 'hqwx.com; 233.com 2021 查分', { time: '09:00' }),
  fact(null, 2021, 'e-certificate', '2022-01-13', '233.com 2022-01-13（当日已可打印）'),
  fact(null, 2022, 'annual-plan', '2022-01-07', PLANS),
  fact(null, 2022, 'exam', '2022-10-29', '233.com 2022 成绩', {
    end: '2022-10-30',
    note: '部分地区第二批 2022-11-26/27，仍属 2022 考试年度',
  }),
  fact(null, 2022, 'score-release', '2023-03-17', EXAMS, { time: '15:00', note: '推迟' }),
  fact(null, 2023, 'annual-plan', '2023-01-16', PLANS),
  fact(null, 2023, 'exam', '2023-10-28', EXAMS, { end: '2023-10-29' }),
  fact(null, 2023, 'score-release', '2023-12-29', 'hqwx.com; youlu.com', {
    time: '10:00',
    note: '考务通知原文为“12月下旬”',
  }),
  fact(null, 2023, 'e-certificate', '2024-02-01', `${USUAL}（2024年2月前后）`, {
    end: '2024-02-29',
    status: 'reference',
  }),
  fact(null, 2023, 'paper-certificate', '2024-03-01', `${USUAL}（一般在3-6月）`, {
    end: '2024-06-30',
    status: 'reference',
  }),
  fact(null, 2024, 'annual-plan', '2024-01-17', PLANS),
  fact(null, 2024, 'exam', '2024-10-26', EXAMS, { end: '2024-10-27' }),
  fact(null, 2024, 'score-release', '2024-12-26', EXAMS, { time: '10:00' }),
  fact(null, 2025, 'annual-plan', '2025-01-10', PLANS),
  fact(null, 2025, 'registration', '2025-07-23', '830687.com（2025 报名平台开放期）', {
    end: '2025-08-13',
    note: '各地在其中自定时段',
  }),
  fact(null, 2025, 'exam', '2025-10-25', KAOSHI100, { end: '2025-10-26' }),
  fact(null, 2025, 'score-release', '2025-12-26', KAOSHI100, { time: '10:00' }),
  fact(null, 2026, 'exam', '2026-10-24', '2026 年度专业技术人员职业资格考试工作计划（转载 2026-03-06）', {
    end: '2026-10-25',
  }),

  fact('北京', 2022, 'registration', '2022-08-25', BEIJING, { end: '2022-08-31' }),
  fact('北京', 2022, 'payment', '2022-09-03', BEIJING, { end: '2022-09-06' }),
  fact('天津', 2025, 'registration', '2025-07-28', TIANJIN, { end: '2025-08-06' }),
  fact('天津', 2025, 'payment', '2025-08-04', TIANJIN, { end: '2025-08-10', time: '16:00' }),
  fact('山西', 2023, 'registration', '2023-08-23', '转载 2023 山西报名（hqwx）', { end: '2023-09-02' }),
  fact('山西', 2025, 'registration', '2025-07-29', '51test.net 2025 山西报名', { end: '2025-08-07' }),
  fact('广东', 2025, 'registration', '2025-07-28', YOULU, { end: '2025-08-07', time: '17:00' }),
  fact('广东', 2025, 'payment', '2025-07-28', YOULU, { end: '2025-08-08', time: '17:00' }),
  fact('广东', 2025, 'admission-ticket', '2025-10-21', YOULU, { end: '2025-10-24', time: '17:00' }),
  fact('广西', 2025, 'registration', '2025-07-28', 'youlu.com 2025 广西报名', { end: '2025-08-07', time: '17:00' }),
  fact('江苏', 2025, 'paper-certificate', '2026-02-03', 'kaoshi100.com 2026-02-04', {
    note: '南通现场 02-04 至 02-06',
  }),
  fact('浙江', 2022, 'registration', '2022-08-23', '转载 2022 浙江报名（educity）', { end: '2022-09-01' }),
  fact('湖南', 2023, 'payment', '2023-08-25', 'tm022.com', { end: '2023-09-04', time: '17:00' }),
  fact('湖南', 2023, 'registration', '2023-08-25', 'nadiyi 转载 2023 湖南报名', { end: '2023-09-03', time: '17:00' }),
  fact('湖南', 2024, 'admission-ticket', '2024-10-22', 'vulh.cn', { end: '2024-10-25', time: '17:00' }),
  fact('甘肃', 2020, 'registration', '2020-08-24', GANSU, { end: '2020-08-31' }),
  fact('甘肃', 2020, 'admission-ticket', '2020-11-06', GANSU, { end: '2020-11-15' }),
  fact('西藏', 2022, 'registration', '2022-08-22', '转载 2022 西藏报名通知', { end: '2022-08-30', time: '18:00' }),
  fact('辽宁', 2025, 'registration', '2025-08-01', YOULU, { end: '2025-08-11', note: WITHOUT_DALIAN }),
  fact('辽宁', 2025, 'payment', '2025-08-01', YOULU, { end: '2025-08-13', note: WITHOUT_DALIAN }),
  fact('辽宁', 2025, 'admission-ticket', '2025-10-17', YOULU, { end: '2025-10-26', note: WITHOUT_DALIAN }),
]

/** What regions have said about the post-exam review, each as last seen. */
export const REVIEW_NOTES: ReadonlyMap<string, string> = new Map([
  ['湖南', '成绩公布后 30 日内，名单和时间在省人事考试网公布；核验通过者免现场'],
  ['贵州', '成绩公布后 15 个工作日内'],
  ['广东', '成绩公布后 10 个工作日内人工审查（2025）'],
  ['河南', '在线核查、上传材料、考后核查（2021，应急管理部门）'],
  ['安徽', '考后核查不符合条件者，当次全部科目成绩无效（2021）'],
  ['北京', '告知承诺制；拟发证人员公示（2022）'],
  ['四川', '2025 年有考后审核'],
  ['青海', '2025 年有考后审核'],
  ['山西', '成绩公布后审核（2023）'],
  ['宁夏', '成绩公布后到所在市现场审核（2021）'],
])
