import { Text, View } from '@tarojs/components'

export default function ProgressPage() {
  return (
    <View>
      <Text>hello</Text>
    </View>
  )
}
