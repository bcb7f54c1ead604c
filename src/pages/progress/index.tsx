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

export default function ProgressPage() {
  const { today, showing, resume, pause } = useTabPage()
  const start = (newcomer: Candidate) => {
    // The page is about to be left: what it would show now is not sent before it is shown again.
    pause()
    const error = startRecord(newcomer)
    if (error) resume()
    else goToTab('scores')
    return error
  }
  return (
    <Screen showing={showing}>
      <UnreadableCard />
      <FirstRunOrProgress today={today} onStart={start} />
    </Screen>
  )
}

function FirstRunOrProgress({ today, onStart }: { today: string; onStart: typeof startRecord }) {
  const candidate = useRecord(state => state.candidate)
  return candidate ? <Progress candidate={candidate} today={today} /> : <FirstRun onStart={onStart} />
}

function Progress({ candidate, today }: { candidate: Candidate; today: string }) {
  const [trying, setTrying] = useState(false)
  const calendar = useExamCalendar()
  const assessment = assess(candidate, today, calendar.sittings)
  const { certificate } = assessment
  return (
    <View>
      <HeadlineCard assessment={assessment} candidate={candidate} />
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
      <StandingList assessment={assessment} candidate={candidate} />
      <View className="cap center">按你填的成绩推算，以官方公告为准。</View>
      {trying ? <WhatIfSheet candidate={candidate} assessment={assessment} onClose={() => setTrying(false)} /> : null}
    </View>
  )
}
