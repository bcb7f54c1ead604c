import type { Fact, Item, RegionNote } from './types'

/** When and how the paper comes. */
export const PAPER_WAYS: Fact = {
  text: '一般在出分后的 3–6 月发放，按当地通知选邮寄，或者到现场领。',
  from: ['233-article'],
}

/** What to bring on site. */
export const PAPER_PAPERS: readonly Item[] = [
  { id: 'id-card', title: '身份证', text: '本人的', from: ['notices'] },
  { id: 'transcript', title: '成绩单', text: '这次考试的', from: ['notices'] },
  { id: 'admission-ticket', title: '准考证', text: '考试那年的', from: ['notices'] },
]

/** Somebody else fetches it. */
export const PAPER_PROXY: Fact = {
  text: '请人代领要带两个人的身份证；有的地区不让代领，先问清楚。',
  from: ['notices'],
}

/** What cannot be undone. */
export const PAPER_ONCE: Fact = {
  text: '遗失、损毁或逾期不领的，不再补发；电子证书照样能用。',
  from: ['233-article'],
}

/** What regions have said. */
export const PAPER_REGIONS: readonly RegionNote[] = [
  {
    region: '江苏',
    year: 2025,
    text: '从 2026 年 2 月 3 日起陆续发放，邮寄或现场领；南通现场是 2 月 4 – 6 日。满五年没领的会统一销毁。',
    from: ['kaoshi100-paper'],
    claims: {
      'paper-certificate:2025:江苏': '2026-02-03',
      'paper-on-site:2025:南通': '2026-02-04/2026-02-06',
      'paper-destroyed-after-years': 5,
    },
  },
]
