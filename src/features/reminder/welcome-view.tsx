import { Text, View } from '@tarojs/components'
import { type ReactNode, useEffect } from 'react'
import { Tap } from '@/components/tap'
import { openSubscriptionSettings } from '@/platform/open-settings'
import { quietly } from '@/stores/server/call'
import type { Templates } from '@/stores/server/memory'
import { refreshTemplates } from '@/stores/server/templates'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { useServerSide } from '@/stores/use-shown'
import { dueWords } from '@/words/milestones'
import { KIND_NAMES, KIND_PROMISES } from './kinds'
import { FIRST_KINDS, firstOffers, forOneTap, offersOf } from './offers'
import { PrivacyLine } from './privacy-line'
import { ResultNote } from './result-note'
import { SettingsHelp } from './settings-help'
import { mostTemplates, useSubscribing } from './use-subscribing'
import './welcome-view.scss'

interface WelcomeViewProps {
  today: string
  /** Changes whenever the page is shown again. */
  showing: object
  /** Where the region is chosen; the code that was scanned has set it. */
  region: ReactNode
  onSkip: () => void
}

/** Before the list of templates was ever read: the same kinds, to be shown and not yet to be asked for. */
const UNREAD: Pick<Templates, 'templates' | 'titles'> = {
  templates: Object.fromEntries(FIRST_KINDS.map(kind => [kind, kind])),
  titles: {},
}

/** What somebody who scanned a code gets, on one screen: one button, and a way past it. */
export function WelcomeView({ today, showing, region, onSkip }: WelcomeViewProps) {
  const calendar = useExamCalendar()
  const templates = useServerSide(state => state.templates)
  const { settings, result, readSettings, subscribe } = useSubscribing()
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the page is shown
  useEffect(() => {
    quietly(refreshTemplates())
    readSettings()
  }, [showing])

  const known = templates ?? UNREAD
  const plan = forOneTap(firstOffers(offersOf(known.templates, calendar, today)), known, mostTemplates())
  const release = plan.offers.find(({ wanted }) => wanted.kind === 'score-release')
  const year = release?.wanted.examYear ?? Number(today.slice(0, 4))
  const isOn = result && 'outcome' in result && Object.values(result.outcome).includes('accept')
  const openSettings = () => void openSubscriptionSettings().then(readSettings)
  return (
    <View>
      <View className="h1 welcome-title">{`${year} 注安出分，微信告诉你`}</View>
      <View className="sub welcome-title">
        {`不用反复刷官网。${release?.milestone ? `${dueWords(release.milestone, today)}，` : ''}以官方公告为准。`}
      </View>
      {region}
      <View className="heading">
        <Text>你会收到这样一条</Text>
      </View>
      <View className="card" id="message-preview">
        <View className="row gap6 cap">
          <View className="icon icon-bell welcome-bell" />
          <Text>服务通知 · 注安通关</Text>
        </View>
        <View className="bold mt6">{known.titles[known.templates['score-release'] ?? ''] ?? '成绩查询提醒'}</View>
        {[
          ['事项', `${year} 中级注安成绩已可查询`],
          ['地区', calendar.region ?? '全国'],
        ].map(([label, value]) => (
          <View key={label} className="row sub">
            <Text className="welcome-label">{label}</Text>
            <Text className="grow">{value}</Text>
          </View>
        ))}
      </View>
      <View className="heading">
        <Text>{`点一次，最多得到 ${plan.offers.length} 条`}</Text>
      </View>
      <View className="card list">
        {plan.offers.map(({ wanted: { kind } }, index) => (
          <View key={kind} className="item row at-top">
            <View className="step-number">{String(index + 1)}</View>
            <View className="grow">
              <View className="bold">{KIND_NAMES[kind]}</View>
              <View className="cap">{KIND_PROMISES[kind]}</View>
            </View>
          </View>
        ))}
      </View>
      <SettingsHelp settings={settings} groups={[]} onSettings={openSettings} />
      <ResultNote result={result} templates={known} onSettings={openSettings} />
      <Tap
        id="subscribe"
        className={`btn ${isOn ? 'quiet' : ''}`}
        onTap={() => subscribe(templates ? plan : { templateIds: [], offers: [] })}
      >
        <Text>{isOn ? '已开启，再加一次' : '开启提醒'}</Text>
      </Tap>
      <View className="cap center mt8">每同意一次，提醒一次；不同意也什么都能用。</View>
      <PrivacyLine />
      <Tap id="skip" role="link" className={isOn ? 'btn' : 'link touch welcome-skip'} onTap={onSkip}>
        <Text>{isOn ? '看我的成绩还管几年' : '先看我的成绩还管几年 ›'}</Text>
      </Tap>
    </View>
  )
}
