import { Button, Image, Text, View } from '@tarojs/components'
import { shareCard } from '@zhuan/api/share-card'
import type { Assessment, Specialty } from '@zhuan/exam'
import { useEffect, useState } from 'react'
import { LIVE } from '@/components/aria'
import { SwitchRow } from '@/components/switch-row'
import { Tap } from '@/components/tap'
import { openAppSettings } from '@/platform/open-settings'
import { type ImageOutcome, offerImage, showImage } from '@/platform/sharing/share-image'
import type { CountdownWords } from '@/words/countdown'
import { CardPanel } from './card-panel'
import { cardWords, originWords } from './card-words'
import { render } from './render'
import { ShareCanvas } from './share-canvas'
import { type Prepared, usePrepared } from './use-prepared'
import { OUTCOME_WORDS, TROUBLE_WORDS } from './words'
import './poster-view.scss'

interface PosterViewProps {
  assessment: Assessment
  specialty: Specialty
  countdown: CountdownWords | undefined
  /** Called with what goes out when the page is shared: again whenever that changes. */
  onPrepared: (prepared: Prepared) => void
  onOpenCard: (id: string) => void
  /** Where there is no sharing, in the browser preview. */
  onCopyLink: (prepared: Prepared) => void
}

/** What the picture shows is said by the button around it. */
const SAID_AROUND = process.env.TARO_ENV === 'h5' ? { nativeProps: { alt: '' } } : {}

/** 分享进度: the poster, whether marks are on it, and the ways to pass it on. */
export function PosterView({ assessment, specialty, countdown, onPrepared, onOpenCard, onCopyLink }: PosterViewProps) {
  const [showMarks, setShowMarks] = useState(false)
  const [outcome, setOutcome] = useState<ImageOutcome>()
  const card = shareCard(assessment, specialty, showMarks)
  const prepared = usePrepared(card, showMarks, countdown)
  const { friend, id, poster, isDone, trouble } = prepared
  useEffect(() => onPrepared(prepared), [onPrepared, prepared])
  const offer = async (making: Promise<string>, name: string) =>
    setOutcome(
      await making.then(
        path => offerImage(path, name),
        () => 'failed' as const,
      ),
    )
  const words = { card: cardWords(card), countdown }
  const picture = poster ?? friend
  return (
    <View>
      <ShareCanvas />
      {poster ? (
        <Tap
          id="poster-picture"
          label={`海报：${words.card.title}，${words.card.line}。点开大图`}
          onTap={() => showImage(poster)}
        >
          <Image className="poster" src={poster} mode="widthFix" {...SAID_AROUND} />
        </Tap>
      ) : (
        <CardPanel words={words.card} whose="中级注安" origin={isDone ? originWords(card) : '正在画海报…'} />
      )}
      <View className="card list mt12">
        <SwitchRow id="show-marks" label="显示分数" on={showMarks} onToggle={() => setShowMarks(!showMarks)}>
          {showMarks ? '拿到这个链接的人看得到分数，在“我的”里可以收回' : '默认不显示，朋友只看到科目和年份'}
        </SwitchRow>
        <Tap id="lock-screen" className="item row spread" onTap={() => void offer(render('lock', words), '锁屏.png')}>
          <Text>做一张锁屏图</Text>
          <Text className="cap">等的那一天 ›</Text>
        </Tap>
        {id !== undefined ? (
          <Tap id="open-card" role="link" className="item row spread" onTap={() => onOpenCard(id)}>
            <Text>看看朋友看到的，发朋友圈</Text>
            <Text className="cap">›</Text>
          </Tap>
        ) : null}
      </View>
      <View className="sub mt8" id="share-result" {...LIVE}>
        {(outcome && OUTCOME_WORDS[outcome]) ?? (trouble ? TROUBLE_WORDS[trouble] : '')}
      </View>
      {outcome === 'denied' ? (
        <Tap id="open-settings" className="btn small quiet mt8" onTap={() => void openAppSettings()}>
          <Text>去设置打开</Text>
        </Tap>
      ) : null}
      <View className="row mt12">
        <Tap
          id="poster"
          className={`btn quiet poster-button ${picture ? '' : 'off'}`}
          disabled={!picture}
          onTap={() => picture && void offer(Promise.resolve(picture), '注安进度.png')}
        >
          <Text>{picture ? '保存海报' : isDone ? '海报没画出来' : '正在画海报…'}</Text>
        </Tap>
        <ShareButton onCopyLink={() => onCopyLink(prepared)} />
      </View>
      <View className="cap center mt8">“我的”里随时可以收回。成绩记录不会发出去。</View>
    </View>
  )
}

const ShareButton = ({ onCopyLink }: { onCopyLink: () => void }) =>
  process.env.TARO_ENV === 'h5' ? (
    <Tap id="share-friend" className="btn poster-button" onTap={onCopyLink}>
      <Text>发给朋友</Text>
    </Tap>
  ) : (
    <Button id="share-friend" openType="share" disabled={false} className="btn poster-button" hoverClass="pressed">
      发给朋友
    </Button>
  )
