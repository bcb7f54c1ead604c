import { Text, View } from '@tarojs/components'
import type { Block } from './words'

/** A text in blocks, each with its heading. */
export const Blocks = ({ blocks }: { blocks: readonly Block[] }) => (
  <View>
    {blocks.map(({ title, text }) => (
      <View key={title} className="card">
        <View className="bold">{title}</View>
        {text.map(paragraph => (
          <View key={paragraph} className="sub mt4">
            <Text userSelect>{paragraph}</Text>
          </View>
        ))}
      </View>
    ))}
  </View>
)
