import { View } from '@tarojs/components'
import { Screen } from '@/components/screen'
import { MISTAKES, RULES } from '@/features/certificate/rules-words'

export default function RulesPage() {
  return (
    <Screen reading>
      <View className="sec">规则</View>
      <View className="card" id="rule-list">
        {RULES.map(({ title, text, source }) => (
          <View key={title} className="it it0">
            <View className="b">{title}</View>
            <View className="sub m4">{text}</View>
            <View className="cap m4">{`依据：${source}`}</View>
          </View>
        ))}
      </View>
      <View className="sec">常见误区</View>
      <View className="card" id="mistake-list">
        {MISTAKES.map(({ wrong, right }) => (
          <View key={wrong} className="it it0">
            <View className="row g6 top">
              <View className="tag bad">误</View>
              <View className="g">{wrong}</View>
            </View>
            <View className="row g6 top m4">
              <View className="tag ok">正</View>
              <View className="g sub">{right}</View>
            </View>
          </View>
        ))}
      </View>
      <View className="cap c">换级别、换专业、换省份以报名审核为准。一切以官方公告为准。</View>
    </Screen>
  )
}
