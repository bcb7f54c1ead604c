import { Text, View } from '@tarojs/components'
import { type Assessment, MARK_CODES, MARK_NAMES, type MarkCode, SUBJECT_NAMES } from '@zhuan/exam'
import { Choice } from '@/components/choice'
import { Tap } from '@/components/tap'
import { TextField } from '@/components/text-field'
import { readDraft } from './mark-draft'
import type { SubjectRow, Verdict } from './score-form-state'
import { FAULT_WORDS, MARK_CHOICES, MARK_HINT, markChoice, settledTag } from './words'

const VERDICT_TAGS: Record<Exclude<Verdict, 'empty' | 'code'>, [tone: string, words: string]> = {
  passed: ['ok', '合格'],
  failed: ['mute', '未合格'],
  fault: ['bad', '需要修改'],
}

interface MarkFieldProps {
  row: SubjectRow
  assessment: Assessment
  year: number
  isFirst: boolean
  onType: (text: string) => void
  onChooseCode: (code: MarkCode | undefined) => void
  onOpen: () => void
}

/** One subject of one exam year. */
export function MarkField({ row, assessment, year, isFirst, onType, onChooseCode, onOpen }: MarkFieldProps) {
  const name = SUBJECT_NAMES[row.subject]
  if (row.kind === 'settled') {
    const worth = settledTag(row.subject, assessment)
    return (
      <Tap className="item flush" onTap={onOpen}>
        <View className="row spread">
          <View className="bold">{name}</View>
          {worth ? <View className={`tag ${worth[0]}`}>{worth[1]}</View> : null}
        </View>
        <View className="row spread at-top">
          <View className="cap grow">{`${row.passedIn} 年${row.mark === 'passed' ? '' : ` ${row.mark} 分`}合格，${year} 年不用填`}</View>
          <Text className="cap no-shrink">仍要填 ›</Text>
        </View>
      </Tap>
    )
  }
  const { draft, verdict } = row
  const { fault } = readDraft(draft)
  const tag: [string, string] | undefined =
    verdict === 'code' ? ['mute', MARK_NAMES[draft.code!]] : verdict === 'empty' ? undefined : VERDICT_TAGS[verdict]
  return (
    <View className="item flush">
      <View className="row spread">
        <View className="bold">{name}</View>
        {tag ? <View className={`tag ${tag[0]}`}>{tag[1]}</View> : null}
      </View>
      <View className="row gap8 mt8">
        <TextField
          // Another year is another field, even where both hold the same.
          key={year}
          id={`mark-${row.subject}`}
          className={`field grow digits ${fault ? 'faulty' : ''}`}
          text={draft.text}
          label={process.env.TARO_ENV === 'h5' ? `${name}成绩` : `${year} 年${name}成绩`}
          placeholder={draft.code ? MARK_NAMES[draft.code] : '分数'}
          maxlength={12}
          digits
          onType={onType}
        />
        <Choice
          shown={draft.code ?? ''}
          id={`mark-code-${row.subject}`}
          label={`${name}：分数或缺考等`}
          options={MARK_CHOICES}
          index={markChoice(draft.code)}
          // Chosen again, it takes nothing away that was typed.
          onChoose={choice => choice !== markChoice(draft.code) && onChooseCode(MARK_CODES[choice - 1])}
        >
          <View className="field field-choice">
            <Text>{draft.code ? MARK_NAMES[draft.code] : '有分数'}</Text>
            <Text>▾</Text>
          </View>
        </Choice>
      </View>
      <View>
        {fault ? (
          <View
            className="row at-top gap4 error mt6"
            id={`mark-fault-${row.subject}`}
            {...(process.env.TARO_ENV === 'h5' ? { role: 'alert' } : { ariaLive: 'assertive' })}
          >
            <View className="icon icon-warn" />
            <View className="grow">{FAULT_WORDS[fault]}</View>
          </View>
        ) : isFirst ? (
          <View className="cap mt6">{MARK_HINT}</View>
        ) : null}
      </View>
    </View>
  )
}
