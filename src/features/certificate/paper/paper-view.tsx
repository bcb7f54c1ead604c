import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useRecord } from '@/stores/use-shown'
import { dayWords, yearOf } from '@/words/days'
import { useChecklist } from '../checklists'
import { PAPER_ONCE, PAPER_PAPERS, PAPER_PROXY, PAPER_REGIONS, PAPER_WAYS } from '../content/paper'
import { CheckRow } from '../parts/check-row'
import { FactCard } from '../parts/fact-card'
import { MilestoneCard } from '../parts/milestone-card'
import { SourceLine } from '../parts/source-line'
import { factSourceWords } from '../parts/source-words'
import { useTicks } from '../ticks'
import { usePath } from '../use-path'

/** 纸质证书: when, how, what to bring, what cannot be undone, and that it is in hand. */
export function PaperView({ today, regionCard }: { today: string; regionCard: ReactNode }) {
  const path = usePath(today)
  const certificate = useRecord(record => record.certificate)
  const { isDone, tick } = useChecklist(`paper-${path.examYear}`)
  const note = PAPER_REGIONS.find(({ region }) => region === path.region)
  const { isTicked, tick: tickOff } = useTicks(today)
  const received = certificate?.examYear === path.examYear ? certificate.paperReceived : undefined
  return (
    <View>
      <MilestoneCard path={path} examYear={path.examYear} kind="paper-certificate" id="paper-certificate" />
      {regionCard}
      {note?.text ? (
        <View className="card" id="region-paper">
          <View className="bold">{`${note.region} ${note.year} 年度`}</View>
          <View className="mt4">{note.text}</View>
          <View className="cap mt4">{factSourceWords(note.from)}</View>
        </View>
      ) : null}
      <View className="card list">
        <CheckRow
          id="check-received"
          title="纸质证书已领到"
          text={typeof received === 'string' ? `${dayWords(received, yearOf(today))}领到` : undefined}
          checked={!!received || isTicked('received', path.examYear)}
          onChange={checked => tickOff('received', path.examYear, checked)}
        />
      </View>
      <View className="heading">怎么领</View>
      <FactCard id="paper-ways" facts={[PAPER_WAYS, PAPER_PROXY, PAPER_ONCE]} />
      <View className="heading">到现场带什么</View>
      <View className="card list">
        {PAPER_PAPERS.map(({ id, title, text }) => (
          <CheckRow
            key={id}
            id={`check-${id}`}
            title={title}
            text={text}
            checked={isDone(id)}
            onChange={checked => tick(id, checked)}
          />
        ))}
        <View className="item">
          <SourceLine facts={PAPER_PAPERS} />
        </View>
      </View>
      <View className="cap center">时间、地点以当地通知为准。</View>
    </View>
  )
}
