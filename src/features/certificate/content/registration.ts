import type { Step } from './types'

/** From the certificate to practising: 注册与继续教育. */
export const REGISTRATION_RULES: readonly Step[] = [
  {
    title: '5 年内首次注册',
    text: '从证书签发那天算。过了 5 年也能注册，但要先补继续教育。',
    from: ['tm022'],
    claims: { 'first-registration-years': 5 },
  },
  {
    title: '要有单位和岗位',
    text: '和聘用单位有劳动合同，岗位是安全生产管理、安全工程技术这一类。',
    from: ['tm022'],
  },
  { title: '不用等纸质证书', text: '电子证书和纸质证书效力相同，注册时都能用。', from: ['ddlvyou'] },
  {
    title: '注册一次管 5 年',
    text: '期满前 3 个月内申请延续，要有继续教育证明。',
    from: ['tm022', 'nadiyi'],
    claims: { 'registration-valid-years': 5, 'renewal-months': 3 },
  },
]
