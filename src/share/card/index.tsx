import { useRouter, useShareAppMessage, useShareTimeline } from '@tarojs/taro'
import type { SharedCard } from '@zhuan/api/share-card'
import { nextMilestone } from '@zhuan/exam'
import { useCallback, useRef } from 'react'
import { Screen } from '@/components/screen'
import { CardView } from '@/features/share/card-view'
import { cardWords, shareTitle } from '@/features/share/card-words'
import { CountdownCard } from '@/features/share/countdown-card'
import { render } from '@/features/share/render'
import { ShareCanvas } from '@/features/share/share-canvas'
import { goToTab } from '@/platform/navigation'
import { PAGES } from '@/platform/routes'
import { shareOfApp } from '@/platform/sharing/share'
import { isSinglePage } from '@/platform/sharing/single-page'
import { useTabPage } from '@/platform/tab-page'
import { useExamCalendar } from '@/stores/use-exam-calendar'

interface Pictures {
  title: string
  friend?: string
  moments?: string
}

export default function CardPage() {
  const { today, showing } = useTabPage()
  const calendar = useExamCalendar()
  const { id, scene } = useRouter().params
  // A poster's code has the link's id for its scene.
  const shared = id ?? scene ?? ''
  const pictures = useRef<Pictures>({ title: '朋友的注安进度' })
  const onLoad = useCallback((card: SharedCard) => {
    pictures.current = { title: shareTitle(card) }
    const words = { card: cardWords(card) }
    for (const kind of ['friend', 'moments'] as const)
      render(kind, words).then(
        path => Object.assign(pictures.current, { [kind]: path }),
        () => undefined,
      )
  }, [])
  useShareAppMessage(() => {
    const { title, friend } = pictures.current
    return { ...shareOfApp(), title, path: `/${PAGES.card}?id=${shared}`, ...(friend && { imageUrl: friend }) }
  })
  useShareTimeline(() => {
    const { title, moments } = pictures.current
    return { title, query: `id=${shared}`, ...(moments && { imageUrl: moments }) }
  })
  return (
    <Screen showing={showing}>
      <ShareCanvas />
      <CardView
        id={shared}
        today={today}
        isSinglePage={isSinglePage()}
        countdown={<CountdownCard state={nextMilestone(calendar, today)} today={today} />}
        onLoad={onLoad}
        onStart={() => goToTab('progress')}
      />
    </Screen>
  )
}
