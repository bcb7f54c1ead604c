import { Text, View } from '@tarojs/components'
import type { Assessment, Candidate } from '@zhuan/exam'
import { ProgressRing } from './progress-ring'
import { deadlineWords, headlineWords, specialtyWords } from './words'

interface HeadlineCardProps {
  assessment: Assessment
  candidate: Candidate
}

/** What is missing and by when; with everything passed, the certificate. */
export function HeadlineCard({ assessment, candidate }: HeadlineCardProps) {
  const { certificate, passedCount, required } = assessment
  if (certificate) {
    return (
      <View className="card c certified" id="certificate">
        <View className="i i-cert" />
        <View className="h1" id="headline">
          {headlineWords(assessment)}
        </View>
        <View className="sub m4">{`${certificate.examYear} 年取证 · ${specialtyWords(candidate)}`}</View>
      </View>
    )
  }
  const { lead, by, rest } = deadlineWords(assessment)
  return (
    <View compileMode className="card row g16">
      <ProgressRing passed={passedCount} required={required.length} />
      <View className="g">
        <View className="h1" id="headline">
          {headlineWords(assessment)}
        </View>
        <View className="sub m4" id="deadline">
          {lead}
          {by ? <Text className="am">{by}</Text> : null}
          {rest}
        </View>
      </View>
    </View>
  )
}
