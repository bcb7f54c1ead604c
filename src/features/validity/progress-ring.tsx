import { View } from '@tarojs/components'
import './progress-ring.scss'

/** Passed of required subjects as a ring of segments; the figures say the same to everybody. */
export function ProgressRing({ passed, required }: { passed: number; required: number }) {
  const share = Math.round((passed / required) * 100)
  return (
    <View compileMode className="ring" style={{ '--share': `${share}%` } as Record<string, string>}>
      <View className="ring-inside">
        <View className="digits">
          {passed}
          <View className="ring-of">{`/${required}`}</View>
        </View>
        <View className="cap">已合格</View>
      </View>
    </View>
  )
}
