import type { Fact, Item, RegionNote } from './types'

/** Who is called to the review, where a region holds one. */
export const WHO_IS_REVIEWED: readonly Fact[] = [
  { text: '不适用告知承诺制的', from: ['233-article'] },
  { text: '在线核查没有通过的', from: ['233-article'] },
  { text: '免试材料没有识别出来的', from: ['233-article'] },
]

/** How it is held, and how people hear of it. */
export const REVIEW_WAYS: readonly Fact[] = [
  { text: '网上审核：在通知的时间里把材料传到当地平台，人工核查。', from: ['233-article'] },
  { text: '现场审核：带材料到报考考区的人事考试机构。', from: ['233-article'] },
  { text: '要到现场的人，审核期内会接到短信或电话，留意报名时留的号码。', from: ['233-article'] },
]

/** Papers to bring. */
export const REVIEW_PAPERS: readonly Item[] = [
  {
    id: 'registration-form',
    title: '报名登记表',
    text: '单位盖章',
    from: ['233-article'],
  },
  { id: 'id-card', title: '身份证', text: '本人的', from: ['notices'] },
  { id: 'education', title: '学历、学位证书', text: '报名时填的那些', from: ['notices'] },
  { id: 'work-years', title: '工作年限证明', text: '从事安全生产业务的年限', from: ['notices'] },
  {
    id: 'exemption',
    title: '免试材料',
    text: '按免一科、免二科报的才要',
    from: ['notices'],
    levels: ['exempt-one', 'exempt-two'],
  },
]

/** What it costs to miss it, and to fail it. */
export const REVIEW_COST: readonly Fact[] = [
  { text: '规定时间没去，当作放弃，这次成绩不算。', from: ['tm022', 'hn-hymb'] },
  { text: '审核下来不符合条件，这次考的各科成绩都无效。', from: ['233-anhui'] },
]

/** Where and when each region's note was read; the note itself is `postReviewNote` of the core. */
export const REVIEW_REGIONS: readonly RegionNote[] = [
  { region: '湖南', from: ['educity-hunan', 'tm022'] },
  { region: '贵州', from: ['youlu-guizhou'] },
  { region: '广东', year: 2025, from: ['youlu-guangdong'] },
  { region: '河南', year: 2021, from: ['eduhxt'] },
  { region: '安徽', year: 2021, from: ['233-anhui'] },
  { region: '北京', year: 2022, from: ['beijing'] },
  { region: '四川', year: 2025, from: ['tm022'] },
  { region: '青海', year: 2025, from: ['tm022'] },
  { region: '山西', year: 2023, from: ['hqwx'] },
  { region: '宁夏', year: 2021, from: ['233-ningxia'] },
]
