import type { Context } from '../context'
import type { LeasedDelivery } from '../deliveries/leases'
import type { Wording } from '../deliveries/message'
import type { SendResult } from './send-decision'

/** Posts messages through the WeChat client, and says what can be known of each. */
export function postThrough({ wechat }: Context): (delivery: LeasedDelivery, message: Wording) => Promise<SendResult> {
  return (delivery, message) =>
    wechat.sendMessage({
      openid: delivery.openid,
      templateId: delivery.templateId,
      page: message.page,
      data: message.data,
    })
}
