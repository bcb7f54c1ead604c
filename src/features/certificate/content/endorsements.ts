import type { Fact } from './types'

/** 加注: how long, how often. */
export const ENDORSEMENT_LIMITS: Fact = {
  text: '每次最长 90 天；从申请那天往前数，90 天内同一本证书最多 3 次有效。',
  from: ['233-article'],
  claims: { 'endorsement-days': 90, 'endorsement-slots': 3 },
}

/** What nobody has written down, and how the app reads it. */
export const EXPIRED_SLOT_CAUTION = '已到期的还占不占名额，官方没有写明，这里按占用算，以官网显示为准。'

/** The only purpose that the site offers. */
export const PURPOSE = '本人调用'
