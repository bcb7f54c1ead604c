import { View } from '@tarojs/components'
import { Screen } from '@/components/screen'
import { OwnWindow } from '@/features/help/own-window'
import { MISTAKES, RULES } from '@/features/help/words'
import { useTabPage } from '@/platform/tab-page'

export default function RulesPage() {
  const { today, showing } = useTabPage()
  return (
    <Screen reading showing={showing}>
      <View className="heading">规则</View>
      <View className="card" id="rule-list">
        {RULES.map(({ title, text, source }) => (
          <View key={title} className="item flush">
            <View className="bold">{title}</View>
            <View className="sub mt4">{text}</View>
            <View className="cap mt4">{`依据：${source}`}</View>
          </View>
        ))}
      </View>
      <OwnWindow today={today} />
      <View className="heading">常见误区</View>
      <View className="card" id="mistake-list">
        {MISTAKES.map(({ wrong, right }) => (
          <View key={wrong} className="item flush">
            <View className="row gap6 at-top">
              <View className="tag bad">误</View>
              <View className="grow">{wrong}</View>
            </View>
            <View className="row gap6 at-top mt4">
              <View className="tag ok">正</View>
              <View className="grow sub">{right}</View>
            </View>
          </View>
        ))}
      </View>
      <View className="cap center">换级别、换专业、换省份以报名审核为准。一切以官方公告为准。</View>
    </Screen>
  )
}
