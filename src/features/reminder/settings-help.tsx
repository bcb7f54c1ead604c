import { Text, View } from '@tarojs/components'
import { NoticeCard } from '@/components/notice-card'
import { Tap } from '@/components/tap'
import type { SubscriptionSettings } from '@/platform/subscribe'
import type { TemplateGroup } from './overview'

interface SettingsHelpProps {
  settings: SubscriptionSettings | undefined
  groups: readonly TemplateGroup[]
  onSettings: () => void
}

/** What only WeChat's own settings can mend: the main switch, and a row that was left unticked under 总是保持以上选择. */
export function SettingsHelp({ settings, groups, onSettings }: SettingsHelpProps) {
  if (settings && !settings.mainSwitch)
    return (
      <NoticeCard
        icon="bell"
        tone="warn"
        title="微信的提醒总开关关着"
        text="打开后回到这里，会自动更新。"
        action={{ id: 'open-settings', label: '去微信设置打开', onTap: onSettings, quiet: true }}
      />
    )
  const stuck = groups.filter(({ templateId }) => isStuck(settings, templateId)).map(({ title }) => title)
  if (stuck.length === 0) return null
  return (
    <View className="card" id="kept-rejected">
      <View className="row at-top">
        <View className="badge bad">
          <View className="icon icon-bell" />
        </View>
        <View className="grow">
          <View className="bold">{`${stuck.join('、')}加不上`}</View>
          <View className="sub">勾“总是保持以上选择”那次，这一项没勾。微信不再问，也不会送达。</View>
        </View>
      </View>
      {['点下面的按钮，进微信的设置', `打开“${stuck.join('”“')}”`, '回到这里，会自动更新'].map((step, index) => (
        <View key={step} className="row at-top mt8">
          <View className="step-number">{String(index + 1)}</View>
          <View className="grow">{step}</View>
        </View>
      ))}
      <Tap id="open-settings" className="btn mt12" onTap={onSettings}>
        <Text>去微信设置</Text>
      </Tap>
    </View>
  )
}

/** Whether WeChat answers for this template by itself, with no. */
export const isStuck = (settings: SubscriptionSettings | undefined, templateId: string): boolean =>
  !!settings?.kept[templateId] && settings.kept[templateId] !== 'accept'
