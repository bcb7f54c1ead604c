import { Text, View } from '@tarojs/components'
import type { Assessment, Candidate } from '@zhuan/exam'
import { ProgressRing } from './progress-ring'
import { deadlineWords, headlineWords, specialtyWords } from './words'
import './headline-card.scss'

interface HeadlineCardProps {
  assessment: Assessment
  candidate: Candidate
}

/** What is missing and by when; with everything passed, the certificate. */
export function HeadlineCard({ assessment, candidate }: HeadlineCardProps) {
  const { certificate, passedCount, required } = assessment
  if (certificate) {
    return (
      <View className="card center certified" id="certificate">
        <View className="icon icon-cert" />
        <View className="h1" id="headline">
          {headlineWords(assessment)}
        </View>
        <View className="sub mt4">{`${certificate.examYear} 年取证 · ${specialtyWords(candidate)}`}</View>
      </View>
    )
  }
  const { lead, by, rest } = deadlineWords(assessment)
  return (
    <View compileMode className="card row gap16">
      <ProgressRing passed={passedCount} required={required.length} />
      <View className="grow">
        <View className="h1" id="headline">
          {headlineWords(assessment)}
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
