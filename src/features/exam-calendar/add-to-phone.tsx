import { Text } from '@tarojs/components'
import type { MilestoneState } from '@zhuan/exam'
import { Tap } from '@/components/tap'
import { ask, say } from '@/platform/dialog'
import { openAppSettings } from '@/platform/open-settings'
import { addToPhoneCalendar } from '@/platform/phone-calendar'
import { ROW_NAMES } from '@/words/milestones'
import { phoneEntry } from './phone-entry'

const BY_ADDRESS = '用页面下面的“复制日历订阅地址”，也能放进手机日历。'

/** Puts a row of the calendar into the phone's own. */
export function AddToPhone({ state, today }: { state: MilestoneState; today: string }) {
  const { kind } = state.milestone
  const add = async () => {
    switch (await addToPhoneCalendar(phoneEntry(state, today))) {
      case 'asked':
        return say('请到手机日历里看看有没有加上')
      case 'denied':
        if (
          await ask({
            title: '没有日历权限',
            content: `去设置打开“添加到日历”，再点一次。${BY_ADDRESS}`,
            confirmText: '去设置',
          })
        )
          await openAppSettings()
        return
      case 'not-agreed':
        return say('没有同意隐私指引，加不进手机日历')
      case 'undeclared':
      case 'failed':
        await ask({ title: '没能加进手机日历', content: BY_ADDRESS, confirmText: '知道了' })
    }
  }
  return (
    <Tap
      id={`add-to-phone-calendar-${kind}`}
      label={`把${ROW_NAMES[kind]}加入手机日历`}
      className="link touch"
      onTap={() => void add()}
    >
      <Text>+ 日历</Text>
    </Tap>
  )
}
