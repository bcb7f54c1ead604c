import { Text, View } from '@tarojs/components'
import { Tap } from '@/components/tap'
import { goToTab } from '@/platform/navigation'
import { rangeWords, yearOf } from '@/words/days'
import { STATUS_TAGS } from '@/words/milestones'
import { FIFTY_NINE, RECHECK, SCORE_CODES } from '../content/score'
import { CheckRow } from '../parts/check-row'
import { FactCard } from '../parts/fact-card'
import { MilestoneCard } from '../parts/milestone-card'
import { SourceLine } from '../parts/source-line'
import { useTicks } from '../ticks'
import { type Path, usePath } from '../use-path'
import { Places } from './places'

/** 查分: when, where, what stands in the place of a mark, the recheck, 59. */
export function ScoreView({ today }: { today: string }) {
  const path = usePath(today)
  const { isTicked, tick } = useTicks(today)
  return (
    <View>
      <MilestoneCard path={path} examYear={path.cycleYear} kind="score-release" id="score-release" />
      <View className="heading">在哪查</View>
      <Places />
      <View className="card list">
        <CheckRow
          id="check-looked-up"
          title={`${path.cycleYear} 年的已查分`}
          checked={isTicked('looked-up', path.cycleYear)}
          onChange={checked => tick('looked-up', path.cycleYear, checked)}
        />
      </View>
      <Tap id="enter-scores" className="btn" onTap={() => goToTab('scores')}>
        <Text>查好了，填成绩</Text>
      </Tap>
      <View className="cap center mt8">我们查不到你的分数，也不会问你的密码。</View>
      <View className="heading">−1、−2、−4 是什么</View>
      <View className="card" id="score-codes">
        {SCORE_CODES.map(({ code, title, text }) => (
          <View key={code} className="item flush row at-top">
            <View className="digits">{code}</View>
            <View className="grow">
              <View className="bold">{title}</View>
              <View className="sub mt4">{text}</View>
            </View>
          </View>
        ))}
        <SourceLine facts={SCORE_CODES} />
      </View>
      <View className="heading">59 分</View>
      <FactCard id="fifty-nine" facts={[FIFTY_NINE]} />
      <View className="heading">成绩复核</View>
      <RecheckWindow path={path} />
      <FactCard id="recheck" facts={RECHECK} />
    </View>
  )
}

function RecheckWindow({ path: { calendar, cycleYear, today } }: { path: Path }) {
  const row = calendar.milestone(cycleYear, 'score-recheck')
  const released = calendar.milestone(cycleYear, 'score-release').status === 'official'
  const [tone, status] = STATUS_TAGS[row.status]
  return (
    <View className="card" id="recheck-window">
      <View className="row spread">
        <View className="bold">{`${cycleYear} 年度`}</View>
        <View className={`tag ${tone}`}>{status}</View>
      </View>
      <View className="sub mt4">
        {released
          ? `${rangeWords(row, yearOf(today))}，出分当天算第 1 天。以当地公告为准。`
          : '出分以后才开始，从出分当天起 30 天。'}
      </View>
    </View>
  )
}
