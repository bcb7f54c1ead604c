import { useShareAppMessage } from '@tarojs/taro'
import { Screen } from '@/components/screen'
import { FirstRun } from '@/features/first-run/first-run'
import { UnreadableCard } from '@/features/record-rescue/unreadable-card'
import { UndoBar } from '@/features/settings/undo-bar'
import { shareOfApp } from '@/platform/sharing/share'
import { useTabPage } from '@/platform/tab-page'
import { startRecord } from '@/stores/candidate-store'
import { useRecord } from '@/stores/use-shown'
import { ProgressView } from './progress-view'

export default function ProgressPage() {
  useShareAppMessage(shareOfApp)
  const { minute, showing, isInFront } = useTabPage()
  return (
    <Screen showing={showing}>
      <UnreadableCard />
      <FirstRunOrProgress minute={minute} />
      {isInFront ? <UndoBar /> : null}
    </Screen>
  )
}

function FirstRunOrProgress({ minute }: { minute: string }) {
  const candidate = useRecord(state => state.candidate)
  return candidate ? (
    <ProgressView candidate={candidate} minute={minute} />
  ) : (
    <FirstRun today={minute.slice(0, 10)} onStart={startRecord} />
  )
}
