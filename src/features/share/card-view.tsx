import { Text, View } from '@tarojs/components'
import type { SharedCard } from '@zhuan/api/share-card'
import { useCallback, useEffect, useRef, useState } from 'react'
import { LIVE } from '@/components/aria'
import { NoticeCard } from '@/components/notice-card'
import { Tap } from '@/components/tap'
import { say } from '@/platform/dialog'
import { readShare } from '@/stores/server/shares'
import { instantWords } from '@/words/days'
import { CardPanel } from './card-panel'
import { cardWords, originWords } from './card-words'

interface CardViewProps {
  id: string
  today: string
  /** Opened from Moments alone: no other page can be reached, WeChat's own bar leads on. */
  isSinglePage: boolean
  /** Days to the scores, by the calendar of this phone. */
  countdown: React.ReactNode
  onLoad: (card: SharedCard) => void
  onStart: () => void
}

type State = SharedCard | 'loading' | 'revoked' | 'unknown' | 'away'

/** What friends see of somebody's progress, without a login. */
export function CardView({ id, today, isSinglePage, countdown, onLoad, onStart }: CardViewProps) {
  const [state, setState] = useState<State>('loading')
  const told = useRef(onLoad)
  told.current = onLoad
  const load = useCallback(async () => {
    setState('loading')
    const found = id === '' ? 'unknown' : await readShare(id).catch(() => 'away' as const)
    setState(found)
    if (typeof found !== 'string') told.current(found)
    return found
  }, [id])
  useEffect(() => void load(), [load])
  // The page looks the same after another try in vain.
  const retry = async () => {
    if ((await load()) === 'away') say('还是打不开，过一会儿再试')
  }
  return (
    <View>
      <View {...LIVE}>
        {typeof state === 'string' ? (
          <Instead state={state} onRetry={() => void retry()} />
        ) : (
          <CardPanel
            words={cardWords(state)}
            whose="朋友的进度"
            origin={`${originWords(state)} · 更新于 ${dayOf(state.updatedAt, today)}`}
          />
        )}
      </View>
      {countdown}
      <View className="card">
        <View className="bold">你的成绩还管几年？</View>
        <View className="sub mt4">考全科要在连续 4 个考试年度内通过 4 科。合格那年算第 1 年，每科各算各的。</View>
      </View>
      {isSinglePage ? (
        <View className="cap center mt12" id="start-mine">
          点下方的“前往小程序”，看看自己的有效期
        </View>
      ) : (
        <View>
          <Tap id="start-mine" className="btn mt12" onTap={onStart}>
            <Text>看看我的有效期</Text>
          </Tap>
          <View className="cap center mt8">不用注册，成绩只存在你的手机里</View>
        </View>
      )}
    </View>
  )
}

/** 11 月 23 日: the hour says nothing here. */
const dayOf = (instant: string, today: string): string => instantWords(instant, Number(today.slice(0, 4))).slice(0, -6)

function Instead({ state, onRetry }: { state: Exclude<State, SharedCard>; onRetry: () => void }) {
  if (state === 'loading')
    return (
      <View className="card" id="card-progress">
        <View className="sub">正在打开朋友的卡片…</View>
      </View>
    )
  if (state === 'away')
    return (
      <View id="card-progress">
        <NoticeCard
          icon="offline"
          tone="mute"
          title="现在打不开"
          text="网络或服务器没有回应，卡片还在，过一会儿再试。"
          action={{ id: 'retry-card', label: '再试一次', onTap: onRetry, quiet: true }}
        />
      </View>
    )
  return (
    <View id="card-progress">
      {state === 'revoked' ? (
        <NoticeCard icon="warn" tone="mute" title="这张卡片已收回" text="朋友取消了分享。" />
      ) : (
        <NoticeCard icon="warn" tone="mute" title="没有这张卡片" text="链接不完整，请朋友再发一次。" />
      )}
    </View>
  )
}
