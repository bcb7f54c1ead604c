import type { Level, MarkCode, MilestoneKind, Specialty, Subject } from './types'

/** The exam's own words, as the notices write them; the keys stand in the contract's order. */
export const SUBJECT_NAMES: Readonly<Record<Subject, string>> = {
  law: '法律法规',
  management: '安全生产管理',
  technology: '技术基础',
  practice: '专业实务',
}

export const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  full: '考全科',
  'exempt-one': '免一科',
  'exempt-two': '免二科',
  'added-specialty': '增报专业',
}

export const SPECIALTY_NAMES: Readonly<Record<Specialty, string>> = {
  'coal-mine': '煤矿安全',
  'non-coal-mine': '金属非金属矿山安全',
  chemical: '化工安全',
  'metal-smelting': '金属冶炼安全',
  construction: '建筑施工安全',
  'road-transport': '道路运输安全',
  other: '其他安全（不包括消防安全）',
}

/** The words that stand in the place of a mark; the last two are a candidate's own, who does not know the number. */
export const MARK_NAMES: Readonly<Record<MarkCode, string>> = {
  absent: '缺考',
  violation: '违纪',
  invalid: '成绩无效',
  'not-registered': '未报考',
  pending: '待出分',
  passed: '合格',
  failed: '没过',
}

export const MILESTONE_NAMES: Readonly<Record<MilestoneKind, string>> = {
  'annual-plan': '年度考试计划公布',
  registration: '报名',
  payment: '缴费',
  'admission-ticket': '准考证打印',
  exam: '考试',
  'score-release': '成绩公布',
  'score-recheck': '成绩复核截止',
  'post-review': '考后审核',
  'e-certificate': '电子证书下载',
  'paper-certificate': '纸质证书领取',
}
