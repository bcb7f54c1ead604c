import { Text, View } from '@tarojs/components'
import { type Assessment, MARK_CODES, MARK_NAMES, type MarkCode, SUBJECT_NAMES } from '@zhuan/exam'
import type { PropsWithChildren } from 'react'
import { Choice } from '@/components/choice'
import { Tap } from '@/components/tap'
import { TextField } from '@/components/text-field'
import { readDraft } from './mark-draft'
import type { SubjectRow } from './score-form-state'
import { FAULT_WORDS, MARK_CHOICES, markChoice, settledTag, wordsUnder } from './words'

interface MarkFieldProps {
  row: Extract<SubjectRow, { kind: 'entry' }>
  year: number
  /** Stands under the name. */
  note: string | undefined
  /** The words of the subject stand under its field. */
  isActive: boolean
  /** A mark is being typed: that it fails is not said yet. */
  isTyping: boolean
  focus: boolean
  isAwaited: boolean
  onType: (text: string) => void
  onChooseCode: (code: MarkCode | undefined) => void
  onFocus: () => void
  onBlur: () => void
  onKeyboard: (height: number) => void
}

/** One subject of one exam year: a number, or a word in its place; what its pass is worth stands below. */
export function MarkField({
  row,
  year,
  note,
  isActive,
  isTyping,
  focus,
  isAwaited,
  onType,
  onChooseCode,
  children,
  ...handlers
}: PropsWithChildren<MarkFieldProps>) {
  const { subject, draft, verdict } = row
  const name = SUBJECT_NAMES[subject]
  const { fault } = readDraft(draft)
  const word = draft.code && MARK_NAMES[draft.code]
  const tag = verdict === 'passed' ? ['ok', '合格'] : verdict === 'failed' && !isTyping ? ['mute', '未合格'] : undefined
  return (
    <View className="item flush">
      <View className="mark-row">
        <View>
          <View className="row gap6">
            <View className="bold">{name}</View>
            <View className={tag ? `tag ${tag[0]}` : ''}>{tag ? tag[1] : ''}</View>
          </View>
          <View className="cap">{note ?? ''}</View>
        </View>
        <View className={`field mark-box${fault ? ' faulty' : isActive ? ' active' : ''}`}>
          <View className="mark-word">{word ?? ''}</View>
          <TextField
            // Another year is another field, even where both hold the same.
            key={year}
            id={`mark-${subject}`}
            className="mark-input"
            text={draft.text}
            label={`${process.env.TARO_ENV === 'h5' ? '' : `${year} 年`}${name}成绩${word ? `，${word}` : ''}`}
            placeholder={word ? '' : '分数'}
            maxlength={12}
            digits
            focus={focus}
            onType={onType}
            {...handlers}
          />
          <Choice
            shown={draft.code ?? ''}
            id={`mark-code-${subject}`}
            label={`${name}：分数或缺考等`}
            options={MARK_CHOICES}
            index={markChoice(draft.code)}
            // Chosen again, it takes nothing away that was typed.
            onChoose={choice => choice !== markChoice(draft.code) && onChooseCode(MARK_CODES[choice - 1])}
          >
            <View className="mark-more">▾</View>
          </Choice>
        </View>
      </View>
      <View>
        {children}
        {isActive ? (
          <View className="mark-words">
            {wordsUnder(isAwaited).map(code => (
              <Tap
                key={code}
                id={`word-${subject}-${code}`}
                role="radio"
                selected={draft.code === code}
                className={`mark-chip ${draft.code === code ? 'on' : ''}`}
                onTap={() => onChooseCode(draft.code === code ? undefined : code)}
              >
                {`${draft.code === code ? '✓ ' : ''}${MARK_NAMES[code]}`}
              </Tap>
            ))}
          </View>
        ) : null}
      </View>
      <View>
        {fault ? (
          <View
            className="row at-top gap4 error mt6"
            id={`mark-fault-${subject}`}
            {...(process.env.TARO_ENV === 'h5' ? { role: 'alert' } : { ariaLive: 'assertive' })}
          >
            <View className="icon icon-warn" />
            <View className="grow">{FAULT_WORDS[fault]}</View>
          </View>
        ) : null}
      </View>
    </View>
  )
}

interface SettledRowProps {
  row: Extract<SubjectRow, { kind: 'settled' }>
  assessment: Assessment
  year: number
  onOpen: () => void
}

/** A subject whose earlier pass still counts: it needs no entry. */
export function SettledRow({ row, assessment, year, onOpen }: SettledRowProps) {
  const worth = settledTag(row.subject, assessment)
  return (
    <Tap className="item flush" onTap={onOpen}>
      <View className="row spread">
        <View className="bold">{SUBJECT_NAMES[row.subject]}</View>
        {worth ? <View className={`tag ${worth[0]}`}>{worth[1]}</View> : null}
      </View>
      <View className="row spread at-top">
        <View className="cap grow">{`${row.passedIn} 年${row.mark === 'passed' ? '' : ` ${row.mark} 分`}合格，${year} 年不用填`}</View>
        <Text className="cap no-shrink">仍要填 ›</Text>
      </View>
    </Tap>
  )
}
