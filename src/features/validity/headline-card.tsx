import { Text, View } from '@tarojs/components'
import type { Assessment, Candidate } from '@zhuan/exam'
import { deadlineWords, headlineWords, type Moment } from '@/words/standing'
import { reachedWords, specialtyName } from '@/words/subjects'
import { ProgressRing } from './progress-ring'
import './headline-card.scss'

interface HeadlineCardProps {
  assessment: Assessment
  candidate: Candidate
  moment: Moment
}

/** What is missing and by when; with everything passed, the certificate. */
export function HeadlineCard({ assessment, candidate, moment }: HeadlineCardProps) {
  const { certificate, passedCount, required } = assessment
  if (certificate) {
    return (
      <View className="card center certified" id="certificate">
        <View className="icon icon-cert" />
        <View className="h1" id="headline">
          {headlineWords(assessment, candidate)}
        </View>
        <View className="sub mt4">{`${reachedWords(assessment.level, certificate.examYear)} · ${specialtyName(candidate.specialty)}`}</View>
      </View>
    )
  }
  const { lead, by, rest } = deadlineWords(assessment, candidate, moment)
  return (
    <View compileMode className="card row gap16">
      <ProgressRing passed={passedCount} required={required.length} />
      <View className="grow">
        <View className="h1" id="headline">
          {headlineWords(assessment, candidate)}
        </View>
        <View className="sub mt4" id="deadline">
          {lead}
          {by ? <Text className="amber">{by}</Text> : null}
          {rest}
        </View>
      </View>
    </View>
  )
}
