import { Text, View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { LIVE } from '@/components/aria'
import { Tap } from '@/components/tap'
import { goToPage } from '@/platform/navigation'
import { useRecord } from '@/stores/use-shown'
import { dayWords, yearOf } from '@/words/days'
import { ENDORSEMENT_LIMITS, EXPIRED_SLOT_CAUTION } from '../content/endorsements'
import { SourceLine } from '../parts/source-line'
import { type EndorsementRow, readEndorsements } from './endorsement-rows'
import { EndorsementSheet } from './endorsement-sheet'
import { SlotChart } from './slot-chart'
import { detailWords, nextWords, SLOTS, stateTag } from './words'
import './endorsements-view.scss'

interface EndorsementsViewProps {
  today: string
  /** How to be reminded of the end of one. */
  reminder: (id: string, name: string) => ReactNode
}

/** 加注管理: how many slots are taken, each endorsement with its end, and writing down another. */
export function EndorsementsView({ today, reminder }: EndorsementsViewProps) {
  const endorsements = useRecord(record => record.endorsements)
  const [editing, setEditing] = useState<{ id?: string }>()
  const { standing, rows } = readEndorsements(endorsements, today)
  const isFull = standing.slotsUsed >= SLOTS
  const others = Object.entries(endorsements)
    .filter(([id]) => id !== editing?.id)
    .map(([, endorsement]) => endorsement)
  return (
    <View>
      <View className="card" id="endorsement-standing">
        <View className="row spread at-top">
          <View>
            <View className="sub">近 90 天已申请</View>
            <View className="row baseline gap4">
              <Text className="digits big">{String(standing.slotsUsed)}</Text>
              <Text className="slots-used">{`/ ${SLOTS} 次`}</Text>
            </View>
          </View>
          <View className={`tag ${isFull ? 'warn' : 'ok'}`}>
            {isFull ? '名额用满' : `还能申请 ${SLOTS - standing.slotsUsed} 次`}
          </View>
        </View>
        <View className="sub" id="next-possible">
          {nextWords(standing, today)}
        </View>
        <SlotChart rows={rows.filter(({ state }) => state === 'valid' || state === 'expired-slot')} today={today} />
      </View>
      <EndorsementList rows={rows} today={today} onEdit={id => setEditing({ id })} />
      <View>
        {rows
          .filter(({ state }) => state === 'valid')
          .map(({ id, appliedOn }) => (
            <View key={id}>{reminder(id, `${dayWords(appliedOn, yearOf(today))}申请的`)}</View>
          ))}
      </View>
      <View className="card">
        <View>{ENDORSEMENT_LIMITS.text}</View>
        <View className="sub mt4">{EXPIRED_SLOT_CAUTION}</View>
        <SourceLine facts={[ENDORSEMENT_LIMITS]} />
      </View>
      <Tap id="add-endorsement" className={`btn ${isFull ? 'quiet' : ''}`} onTap={() => setEditing({})}>
        <Text>{isFull ? `记一次加注（${dayWords(standing.nextPossible, yearOf(today))}起能申请）` : '记一次加注'}</Text>
      </Tap>
      <Tap id="open-download" role="link" className="btn quiet mt8" onTap={() => goToPage('download')}>
        <Text>下载电子证书的步骤</Text>
      </Tap>
      {editing ? (
        <EndorsementSheet
          today={today}
          existing={editing.id === undefined ? undefined : { id: editing.id, ...endorsements[editing.id]! }}
          others={others}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
    </View>
  )
}

function EndorsementList({
  rows,
  today,
  onEdit,
}: {
  rows: readonly EndorsementRow[]
  today: string
  onEdit: (id: string) => void
}) {
  return (
    <View className="card" id="endorsement-list" {...LIVE}>
      {rows.length === 0 ? <View className="sub">还没有记过。在官网申请了一次，就来这里记一次。</View> : null}
      {rows.map((row, index) => {
        const [tone, state] = stateTag(row)
        const title = `${dayWords(row.appliedOn, yearOf(today))}申请`
        const detail = detailWords(row, today)
        return (
          <Tap
            key={row.id}
            id={`endorsement-${index + 1}`}
            label={`${title}，${state}，${detail}，修改`}
            className="item flush endorsement"
            onTap={() => onEdit(row.id)}
          >
            <View className="row spread">
              <View className="bold">{title}</View>
              <View className={`tag ${tone}`}>{state}</View>
            </View>
            <View className="cap">{detail}</View>
          </Tap>
        )
      })}
    </View>
  )
}
