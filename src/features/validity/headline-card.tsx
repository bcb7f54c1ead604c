import { Text, View } from '@tarojs/components'
import type { Assessment, Candidate } from '@zhuan/exam'
import { deadlineWords, headlineWords, type Moment } from '@/words/standing'
import { NowLink } from './now-link'
import { ProgressRing } from './progress-ring'

interface HeadlineCardProps {
  assessment: Assessment
  candidate: Candidate
  moment: Moment
  /** What stands there on the days of the exam, instead of what is missing and by when. */
  instead?: { headline: string; line: string }
}

/** What is missing and by when. */
export function HeadlineCard({ assessment, candidate, moment, instead }: HeadlineCardProps) {
  const { passedCount, required } = assessment
  const { lead, by, rest } = instead
    ? { lead: instead.line, by: undefined, rest: '' }
    : deadlineWords(assessment, candidate, moment)
  const headline = instead ? instead.headline : headlineWords(assessment, candidate)
  if (required.length === 1) {
    return (
      <View className="card">
        <View className="h1" id="headline">
          {headline}
        </View>
        <View className="sub mt4" id="deadline">
          {lead + (by ?? '') + rest}
        </View>
        <NowLink />
      </View>
    )
  }
  return (
    <View compileMode className="card row gap16 ring-card">
      <ProgressRing passed={passedCount} required={required.length} />
      <View className="grow">
        <View className="h1" id="headline">
          {headline}
        </View>
        <View className="sub mt4" id="deadline">
          {lead}
          {by ? <Text className="amber">{by}</Text> : null}
          {rest}
        </View>
        <NowLink />
      </View>
    </View>
  )
}
