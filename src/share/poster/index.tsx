import { useShareAppMessage } from '@tarojs/taro'
import { assess, progressOn } from '@zhuan/exam'
import { useCallback, useRef } from 'react'
import { NoticeCard } from '@/components/notice-card'
import { Screen } from '@/components/screen'
import { PosterView } from '@/features/share/poster-view'
import type { Prepared } from '@/features/share/use-prepared'
import { copyText } from '@/platform/clipboard'
import { say } from '@/platform/dialog'
import { goToPage, goToTab } from '@/platform/navigation'
import { PAGES, TABS } from '@/platform/routes'
import { shareOfApp } from '@/platform/sharing/share'
import { useTabPage } from '@/platform/tab-page'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { useRecord } from '@/stores/use-shown'
import { countdownWords } from '@/words/countdown'

const linkOf = ({ id }: Prepared): string => (id === undefined ? `/${TABS.progress}` : `/${PAGES.card}?id=${id}`)

export default function PosterPage() {
  const { today, showing } = useTabPage()
  const candidate = useRecord(record => record.candidate)
  const calendar = useExamCalendar()
  const prepared = useRef<Prepared>()
  const keep = useCallback((next: Prepared) => {
    prepared.current = next
  }, [])
  useShareAppMessage(() => {
    const made = prepared.current
    if (!made) return shareOfApp()
    return { ...shareOfApp(), title: made.title, path: linkOf(made), ...(made.friend && { imageUrl: made.friend }) }
  })
  return (
    <Screen showing={showing}>
      {candidate ? (
        <PosterView
          assessment={assess(candidate, today, calendar.sittings)}
          specialty={candidate.specialty}
          countdown={countdownWords(progressOn(candidate, calendar, today).next, today)}
          onPrepared={keep}
          onOpenCard={id => goToPage('card', `id=${id}`)}
          onCopyLink={async made =>
            say((await copyText(window.location.href.replace(/#.*/, `#${linkOf(made)}`))) ? '链接已复制' : '没能复制')
          }
        />
      ) : (
        <NoticeCard
          icon="list"
          title="先填成绩"
          text="选好级别、填上成绩，才有进度可以分享。"
          action={{ id: 'start-first', label: '去选级别', onTap: () => goToTab('progress') }}
        />
      )}
    </Screen>
  )
}
