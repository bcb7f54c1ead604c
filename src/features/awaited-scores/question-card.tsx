import { Text, View } from '@tarojs/components'
import type { Assessment, AwaitedYear, Candidate } from '@zhuan/exam'
import { Tap } from '@/components/tap'
import { copyText } from '@/platform/clipboard'
import { say } from '@/platform/dialog'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { missingSubjects } from '@/words/standing'
import { COPIED, decisionWords, enterWords, questionWords, SITE } from './words'
import './question-card.scss'

interface QuestionCardProps {
  candidate: Candidate
  assessment: Assessment
  awaited: AwaitedYear
  today: string
  onEnter: () => void
  onNotYet: () => void
  onNotSat: () => void
}

/** From the likely release on there is one job: look the scores up, and enter them. */
export function QuestionCard({
  candidate,
  assessment,
  awaited,
  today,
  onEnter,
  onNotYet,
  onNotSat,
}: QuestionCardProps) {
  const calendar = useExamCalendar()
  const { state, tag, question, known } = questionWords(awaited, calendar, today)
  const decision = decisionWords(awaited, candidate, calendar, today)
  const copy = async () => say((await copyText(`https://${SITE}`)) ? COPIED : `没能复制，网址是 ${SITE}`)
  return (
    <View>
      <View className="card" id="next-milestone">
        <View className="row gap6">
          <View className="sub">{state}</View>
          <View className="tag mute">{tag}</View>
        </View>
        <View className="h1 mt4" id="headline">
          {question}
        </View>
        {known ? <View className="sub mt4">{known}</View> : null}
        <View className="question-step">
          <View className="step-number">1</View>
          <View className="grow">
            <View className="bold">先查分</View>
            <View className="row spread mt4">
              <View className="grow">
                <View>中国人事考试网</View>
                <View className="cap">登录自己的账号，点“成绩查询”</View>
              </View>
              <Tap id="copy-site" className="btn small quiet" onTap={() => void copy()}>
                <Text>复制网址</Text>
              </Tap>
            </View>
            <View className="mt8">电子社保卡小程序</View>
            <View className="cap">人社办事 → 人才人事，出分当天往往更快</View>
          </View>
        </View>
        <View className="question-step">
          <View className="step-number">2</View>
          <View className="grow">
            <View className="bold">再填成绩</View>
            <View className="cap">{enterWords(awaited, missingSubjects(assessment))}</View>
          </View>
        </View>
        <Tap id="enter-scores" className="btn mt12" onTap={onEnter}>
          <Text>出来了，填成绩</Text>
        </Tap>
        <View className="row mt8">
          <Tap id="not-yet" className="btn quiet grow" onTap={onNotYet}>
            <Text>还没出</Text>
          </Tap>
          <Tap id="not-sat" className="link touch not-sat" onTap={onNotSat}>
            <Text>这一年没考</Text>
          </Tap>
        </View>
      </View>
      <View className="card">
        <View className="bold">{decision.title}</View>
        <View className="row at-top mt8">
          <View className="tag ok">{decision.ifPassed}</View>
          <View className="sub grow">{decision.passed}</View>
        </View>
        <View className="row at-top mt8">
          <View className="tag warn">{decision.ifFailed}</View>
          <View className="sub grow">{decision.failed}</View>
        </View>
      </View>
      <View className="cap center">我们查不到你的分数，也不会问你的密码。</View>
    </View>
  )
}
