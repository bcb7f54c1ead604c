import { Text, View } from '@tarojs/components'
import type { EndorsementValue } from '@zhuan/api/record'
import { addDays, ENDORSEMENT_MAX_DAYS, endorsementStanding } from '@zhuan/exam'
import { useState } from 'react'
import { LIVE } from '@/components/aria'
import { ChoiceRow } from '@/components/choice-row'
import { Refusal } from '@/components/refusal'
import { Sheet } from '@/components/sheet'
import { Tap } from '@/components/tap'
import { TextField } from '@/components/text-field'
import { ask } from '@/platform/dialog'
import { saveEndorsement } from '@/stores/save-certificate'
import { dayWords, yearOf } from '@/words/days'
import { PURPOSE } from '../content/endorsements'
import { DateRow } from '../parts/date-row'
import { faultWords, fullWords, SLOTS } from './words'

const DAY_OPTIONS = Array.from({ length: ENDORSEMENT_MAX_DAYS }, (_, index) => `${index + 1} 天`)
/** Electronic certificates began on this day; nothing was endorsed before. */
const FIRST_DAY = '2021-12-17'
const ID_LENGTH = 12

const newId = (): string => {
  const letters = () => Math.random().toString(36).slice(2)
  return (letters() + letters()).slice(0, ID_LENGTH)
}

interface EndorsementSheetProps {
  today: string
  /** What is changed; `undefined` for a new one. */
  existing: ({ id: string } & EndorsementValue) | undefined
  /** All others, for how many slots are taken on the chosen day. */
  others: readonly EndorsementValue[]
  onClose: () => void
}

/** Writes an endorsement down as it was applied for, changes it, or takes it away. */
export function EndorsementSheet({ today, existing, others, onClose }: EndorsementSheetProps) {
  const [appliedOn, setAppliedOn] = useState(existing?.appliedOn ?? today)
  const [days, setDays] = useState(existing?.days ?? ENDORSEMENT_MAX_DAYS)
  const [purpose, setPurpose] = useState(existing?.purpose ?? PURPOSE)
  const [refused, setRefused] = useState<string>()
  const before = endorsementStanding(
    others.filter(other => other.appliedOn <= appliedOn),
    appliedOn,
  )
  const write = (value: EndorsementValue | null) => {
    const failed = saveEndorsement(existing?.id ?? newId(), value)
    if (failed) setRefused('没有存下来：这部手机的存储空间已满。')
    else onClose()
  }
  const save = () => {
    const named = purpose.trim()
    const endorsement = { appliedOn, days, ...(named && { purpose: named }) }
    try {
      endorsementStanding([endorsement], today)
    } catch (error) {
      return setRefused(faultWords(error))
    }
    write(endorsement)
  }
  const remove = async () => {
    const agreed = await ask({
      title: '删掉这次加注的记录？',
      content: '只删这里的记录，官网上的加注不受影响。',
      confirmText: '删掉',
      destructive: true,
    })
    if (agreed) write(null)
  }
  return (
    <Sheet id="endorsement-sheet" title={existing ? '修改这次加注' : '记一次加注'} onClose={onClose}>
      <View className="sub">照官网上申请的填，这里只是帮你记着。</View>
      <View className="mt8">
        <DateRow
          id="endorsement-day"
          label="申请日期"
          day={appliedOn}
          value={dayWords(appliedOn, yearOf(today))}
          start={FIRST_DAY}
          end={today}
          onChoose={setAppliedOn}
        />
        <ChoiceRow
          id="endorsement-days"
          label="有效期"
          options={DAY_OPTIONS}
          index={days - 1}
          value={`${days} 天，至 ${dayWords(addDays(appliedOn, days - 1), yearOf(today))}`}
          valueClass="sub"
          onChoose={index => setDays(index + 1)}
        />
        <View className="item row spread">
          <Text className="no-shrink">使用场景</Text>
          <TextField
            id="endorsement-purpose"
            className="field purpose"
            text={purpose}
            label="使用场景"
            placeholder={PURPOSE}
            maxlength={40}
            onType={setPurpose}
          />
        </View>
      </View>
      <View id="endorsement-warning" {...LIVE}>
        {before.slotsUsed >= SLOTS ? <View className="amber-note mt8">{fullWords(before)}</View> : null}
      </View>
      <Refusal id="endorsement-fault" words={refused} />
      <Tap id="save-endorsement" className="btn mt16" onTap={save}>
        <Text>{existing ? '保存修改' : '记下'}</Text>
      </Tap>
      {existing ? (
        <Tap id="remove-endorsement" className="btn danger mt8" onTap={() => void remove()}>
          <Text>删掉这条记录</Text>
        </Tap>
      ) : null}
    </Sheet>
  )
}
