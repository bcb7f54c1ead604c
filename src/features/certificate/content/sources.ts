/** A page or notice that statements were taken from; none was read at the official origin. */
export interface Source {
  /** Who reported it, as candidates read it: `kaoshi100.com`. */
  by: string
  /** What it is about, or the notice that it copies. */
  title?: string
  /** Day, month or year that the page bears: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  published?: string
  /** When it was read: `YYYY-MM` or `YYYY-MM-DD`. */
  read: string
}

/** Read while the content was gathered; the day was not noted. */
const GATHERED = '2026-11'

/** Everything that was read. A page read again gets its new day here, and with it all that rests on it. */
export const SOURCES = {
  '233': { by: '233.com', read: GATHERED },
  '233-article': { by: '233.com', title: '2023 年证书电子版什么时候可以下载', read: '2026-11-29' },
  '233-anhui': { by: '233.com', title: '2021 年安徽成绩查询', published: '2021-10', read: '2026-11-29' },
  '233-ningxia': { by: '233.com', title: '2021 年宁夏考后资格审核', published: '2021-08', read: '2026-11-29' },
  '830687': { by: '830687.com', read: GATHERED },
  beijing: { by: '2022 年北京报名通知', published: '2022', read: '2026-11-29' },
  ddlvyou: { by: 'ddlvyou', read: GATHERED },
  educity: { by: 'educity.cn', read: GATHERED },
  'educity-certificate': {
    by: 'educity.cn',
    title: '中国人事考试网《专业技术人员职业资格证书常见问题解答》',
    published: '2026-01-09',
    read: '2026-11-29',
  },
  'educity-hunan': { by: 'educity.cn', title: '2020 年湖南证书领取', published: '2021', read: '2026-11-29' },
  eduhxt: { by: 'eduhxt.com', title: '2021 年河南资格审核方式', published: '2024-04-24', read: '2026-11-29' },
  gsfzh: { by: 'gsfzh', title: '个税专项附加扣除问答', read: GATHERED },
  'hn-hymb': { by: 'hn-hymb', read: GATHERED },
  hqwx: { by: 'hqwx.com', title: '2023 年山西报名通知', published: '2023', read: GATHERED },
  'kaoshi100-scores': { by: 'kaoshi100.com', published: '2025-12-28', read: GATHERED },
  'kaoshi100-paper': { by: 'kaoshi100.com', published: '2026-02-04', read: '2026-11-29' },
  nadiyi: { by: 'nadiyi.com', title: '延续注册需提交的资料', read: '2026-11-29' },
  notices: { by: '各地考务通知', read: GATHERED },
  siousen: { by: 'siousen', read: GATHERED },
  tm022: { by: 'tm022.com', read: '2026-11-29' },
  youlu: { by: 'youlu.com', read: GATHERED },
  'youlu-guangdong': { by: 'youlu.com', title: '2025 年中山报名', published: '2025-08-19', read: '2026-11-29' },
  'youlu-guizhou': { by: 'youlu.com', title: '考后审核注意事项', published: '2025-07-04', read: '2026-11-29' },
  zkjan: { by: 'zkjan.com', read: GATHERED },
} as const satisfies Record<string, Source>

export type SourceId = keyof typeof SOURCES

/** The rules that texts cite. */
export const RULE = {
  measures: '《注册安全工程师职业资格考试实施办法》（应急〔2019〕8 号）第五条',
  discipline: '《专业技术人员资格考试违纪违规行为处理规定》（人社部令第 31 号）第六至八条',
} as const
