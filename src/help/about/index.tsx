import { Text, View } from '@tarojs/components'
import { Screen } from '@/components/screen'
import { SOURCES } from '@/features/help/words'

export default function AboutPage() {
  return (
    <Screen reading>
      <View className="card">
        <View className="h1">注安通关</View>
        <View className="sub mt4">帮中级注册安全工程师考生算清每科成绩管到哪一年、接下来是什么日子。</View>
      </View>
      <View className="heading">我们不是官方</View>
      <View className="card">
        <View className="sub">
          日期和规则都由公开资料整理，每个日期都标明“官方”“预计”或“往年参考”。一切以中国人事考试网和当地人事考试机构的公告为准。
        </View>
        <View className="sub mt8">
          中国人事考试网：<Text userSelect>www.cpta.com.cn</Text>
        </View>
      </View>
      <View className="heading">数据来源</View>
      <View className="card">
        {SOURCES.map(source => (
          <View key={source} className="item flush sub">
            {source}
          </View>
        ))}
      </View>
      <View className="heading">隐私</View>
      <View className="card">
        <View className="sub">
          不打开同步，成绩和地区就不离开这部手机，也不需要登录。我们不会问你官方网站的密码。详见“我的”里的“隐私说明”。
        </View>
      </View>
    </Screen>
  )
}
