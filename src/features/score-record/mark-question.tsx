import { Text, View } from '@tarojs/components'
import type { QuestionedMark } from '@zhuan/exam'
import { Sheet } from '@/components/sheet'
import { Tap } from '@/components/tap'
import { markQuestion } from './words'

interface MarkQuestionSheetProps {
  year: number
  marks: readonly QuestionedMark[]
  onKeep: () => void
  onClose: () => void
  /** To 假如考过, where marks that nobody has yet belong. */
  onTry: () => void
}

/** Asks once before a mark is saved that cannot be what it says yet. */
export function MarkQuestionSheet({ year, marks, onKeep, onClose, onTry }: MarkQuestionSheetProps) {
  const { title, text, instead } = markQuestion(year, marks)
  return (
    <Sheet id="mark-question" title={title} onClose={onClose}>
      <View className="sub mt8">{text}</View>
      <Tap id={instead ? 'try-mark' : 'keep-not'} className="btn mt12" onTap={instead ? onTry : onClose}>
        <Text>{instead ?? '先不保存'}</Text>
      </Tap>
      <Tap id="keep-mark" className="btn quiet mt8" onTap={onKeep}>
        <Text>仍然保存</Text>
      </Tap>
    </Sheet>
  )
}
