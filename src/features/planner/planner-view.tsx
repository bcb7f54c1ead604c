import { View } from '@tarojs/components'
import { assess, type Candidate } from '@zhuan/exam'
import { NoticeCard } from '@/components/notice-card'
import { goToTab } from '@/platform/navigation'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { useRecord } from '@/stores/use-shown'
import { PlanMatrix } from './plan-matrix'
import { PlanYears } from './plan-years'
import { usePlan } from './use-plan'
import { adviceWords, DISCLAIMER, doneWords, NOTHING_YET, orderWords } from './words'
import './planner.scss'

/** 假如考过: which subjects to register for next, what different years come to, and the safest order. Nothing is saved. */
export function PlannerView({ today }: { today: string }) {
  const candidate = useRecord(record => record.candidate)
  const { sittings } = useExamCalendar()
  const toProgress = { id: 'to-progress', label: '去看进度', onTap: () => goToTab('progress') }
  if (!candidate) return <NoticeCard icon="list" {...NOTHING_YET} action={toProgress} />
  const assessment = assess(candidate, today, sittings)
  if (assessment.certificate) return <NoticeCard icon="list" {...doneWords(assessment)} action={toProgress} />
  return <Planner candidate={candidate} today={today} />
}

function Planner({ candidate, today }: { candidate: Candidate; today: string }) {
  const plan = usePlan(candidate, today)
  const { question, headline, line } = adviceWords(plan.advice, plan.shown, plan.assumptions, candidate)
  return (
    <View>
      <View className="card soft" id="plan-advice">
        <View className="sub">{question}</View>
        <View className="h1 mt4">{headline}</View>
        <View className="sub mt4">{line}</View>
      </View>
      <View className="card">
        <PlanYears plan={plan} />
        <PlanMatrix plan={plan.shown} level={candidate.level} />
      </View>
      <View className="card" id="plan-order">
        <View className="bold">最稳的顺序</View>
        {orderWords(plan.order, candidate.level).map((sentence, index) => (
          <View key={sentence} className="row at-top mt8">
            <View className="plan-number">{index + 1}</View>
            <View className="plan-step grow">{sentence}</View>
          </View>
        ))}
      </View>
      <View className="cap center">{DISCLAIMER}</View>
    </View>
  )
}
