import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Screen } from '@/components/screen'
import { UnreadableCard } from '@/features/record-rescue/unreadable-card'
import { ScoreForm } from '@/features/score-record/score-form'
import { useTabPage } from '@/platform/tab-page'
import { openScoreYear } from '@/stores/arrival'

export default function ScoresPage() {
  const { today, showing, isInFront } = useTabPage()
  const { params } = useRouter()
  // Before anything is shown, whenever WeChat opens the page anew.
  useState(() => openScoreYear(params))
  return (
    <Screen showing={showing}>
      <UnreadableCard />
      <ScoreForm today={today} isInFront={isInFront} />
    </Screen>
  )
}
