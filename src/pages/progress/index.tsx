import { Text, View } from '@tarojs/components'
import { assess, type Candidate, onlookerOf } from '@zhuan/exam'
import { useState } from 'react'
import { NoticeCard } from '@/components/notice-card'
import { Screen } from '@/components/screen'
import { Tap } from '@/components/tap'
import { NextMilestoneCard } from '@/features/exam-calendar/next-milestone-card'
import { FirstRun } from '@/features/first-run/first-run'
import { UnreadableCard } from '@/features/record-rescue/unreadable-card'
import { HeadlineCard } from '@/features/validity/headline-card'
import { StandingList } from '@/features/validity/standing-list'
import { WhatIfSheet } from '@/features/validity/what-if-sheet'
import { goToPage, goToTab } from '@/platform/navigation'
import { useTabPage } from '@/platform/tab-page'
import { startRecord } from '@/stores/candidate-store'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { useRecord } from '@/stores/use-shown'
import { momentOf } from '@/words/standing'

export default function ProgressPage() {
  const { today, showing } = useTabPage()
  return (
    <Screen showing={showing}>
      <UnreadableCard />
      <FirstRunOrProgress today={today} />
    </Screen>
  )
}

function FirstRunOrProgress({ today }: { today: string }) {
  const candidate = useRecord(state => state.candidate)
  return candidate ? <Progress candidate={candidate} today={today} /> : <FirstRun today={today} onStart={startRecord} />
}

function Progress({ candidate, today }: { candidate: Candidate; today: string }) {
  const [trying, setTrying] = useState(false)
  const calendar = useExamCalendar()
  const assessment = assess(candidate, today, calendar.sittings)
  const moment = momentOf(today, calendar)
  const { certificate } = assessment
  return (
    <View>
      <HeadlineCard assessment={assessment} candidate={candidate} moment={moment} />
      <NextMilestoneCard
        today={today}
        onlooker={onlookerOf(candidate, calendar, today)}
        onOpen={() => goToTab('calendar')}
      />
      {candidate.sittings.length === 0 ? (
        <NoticeCard
          icon="list"
          title="还没有成绩"
          text="填一科，就知道它管到哪一年。"
          action={{ id: 'enter-first', label: '填第一科', onTap: () => goToTab('scores') }}
        />
      ) : null}
      <View className="heading">
        <Text>成绩有效期</Text>
        <View className="row">
          {certificate ? null : (
            <Tap id="what-if" className="link touch" onTap={() => setTrying(true)}>
              <Text>假如考过 ›</Text>
            </Tap>
          )}
          <Tap id="open-rules" role="link" className="link touch" onTap={() => goToPage('rules')}>
            <Text>规则 ›</Text>
          </Tap>
        </View>
      </View>
      <StandingList assessment={assessment} candidate={candidate} moment={moment} />
      <View className="cap center">按你填的成绩推算，以官方公告为准。</View>
      {trying ? <WhatIfSheet candidate={candidate} assessment={assessment} onClose={() => setTrying(false)} /> : null}
    </View>
  )
}
