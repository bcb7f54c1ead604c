import { Input, Text, View } from '@tarojs/components'
import { type Assessment, SUBJECT_NAMES } from '@zhuan/exam'
import { Choice } from '@/components/choice'
import { Tap } from '@/components/tap'
import { readDraft } from './mark-draft'
import type { SubjectRow, Verdict } from './score-form-state'
import { FAULT_WORDS, MARK_CHOICES, MARK_HINT, settledTag } from './words'

const VERDICT_TAGS: Record<Exclude<Verdict, 'empty' | 'word'>, [tone: string, words: string]> = {
  passed: ['ok', '合格'],
  failed: ['mute', '未合格'],
  fault: ['bad', '需要修改'],
}

interface MarkFieldProps {
  row: SubjectRow
  assessment: Assessment
  year: number
  /** Part of the field's key: see below. */
  epoch: number
  isFirst: boolean
  onType: (text: string) => void
  onChooseWord: (choice: number) => void
  onOpen: () => void
}

/**
 * One subject of one exam year.
 * The text field is left to itself while somebody types, because sending the value back moves the caret
 * (NervJS/taro #17391); when the text is to change otherwise, its key changes and the field is laid anew.
 */
export function MarkField({ row, assessment, year, epoch, isFirst, onType, onChooseWord, onOpen }: MarkFieldProps) {
  const name = SUBJECT_NAMES[row.subject]
  if (row.kind === 'settled') {
    const worth = settledTag(row.validThrough, assessment)
    return (
      <Tap className="it it0" onTap={onOpen}>
        <View className="row sp">
          <View className="b">{name}</View>
          {worth ? <View className={`tag ${worth[0]}`}>{worth[1]}</View> : null}
        </View>
        <View className="row sp top">
          <View className="cap g">{`${row.passedIn} 年 ${row.mark} 分合格，${year} 年不用填`}</View>
          <Text className="cap whole">仍要填 ›</Text>
        </View>
      </Tap>
    )
  }
  const { draft, verdict } = row
  const { fault } = readDraft(draft)
  const tag: [string, string] | undefined =
    verdict === 'word'
      ? ['mute', MARK_CHOICES[draft.choice] as string]
      : verdict === 'empty'
        ? undefined
        : VERDICT_TAGS[verdict]
  return (
    <View className="it it0">
      <View className="row sp">
        <View className="b">{name}</View>
        {tag ? <View className={`tag ${tag[0]}`}>{tag[1]}</View> : null}
      </View>
      <View className="row g8 m8">
        <Input
          key={`${year}.${epoch}`}
          id={`mark-${row.subject}`}
          className={`inp g num ${fault ? 'e' : ''}`}
          type={process.env.TARO_ENV === 'h5' ? 'text' : 'digit'}
          maxlength={12}
          value={draft.text}
          placeholder={draft.choice > 0 ? MARK_CHOICES[draft.choice] : '分数'}
          placeholderClass="ph"
          onInput={event => onType(event.detail.value)}
          {...(process.env.TARO_ENV === 'h5'
            ? { nativeProps: { 'aria-label': `${name}成绩` } }
            : { ariaLabel: `${year} 年${name}成绩` })}
        />
        <Choice
          shown={String(draft.choice)}
          id={`mark-code-${row.subject}`}
          label={`${name}：分数或缺考等`}
          options={MARK_CHOICES}
          index={draft.choice}
          onChoose={onChooseWord}
        >
          <View className="inp pick">
            <Text>{draft.choice > 0 ? MARK_CHOICES[draft.choice] : '有分数'}</Text>
            <Text>▾</Text>
          </View>
        </Choice>
      </View>
      <View>
        {fault ? (
          <View
            className="row top g4 er m6"
            id={`mark-fault-${row.subject}`}
            {...(process.env.TARO_ENV === 'h5' ? { role: 'alert' } : { ariaLive: 'assertive' })}
          >
            <View className="i i-warn" />
            <View className="g">{FAULT_WORDS[fault]}</View>
          </View>
        ) : isFirst ? (
          <View className="cap m6">{MARK_HINT}</View>
        ) : null}
      </View>
    </View>
  )
}
