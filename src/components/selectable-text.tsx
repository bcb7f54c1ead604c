import { Text } from '@tarojs/components'
import './selectable-text.scss'

/** A long text to be selected by hand, where it could not be copied. */
export const SelectableText = ({ text }: { text: string }) => (
  <Text userSelect className="selectable">
    {text}
  </Text>
)
