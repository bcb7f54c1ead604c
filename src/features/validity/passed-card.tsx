import { View } from '@tarojs/components'
import { type Assessment, type Candidate, LEVEL_NAMES } from '@zhuan/exam'
import { headlineWords } from '@/words/standing'
import { reachedWords, specialtyName } from '@/words/subjects'
import { passedYears, spanWords } from './passed-story'
import { NEEDS_CHECK, NEEDS_CHECK_TAG } from './words'
import './passed-card.scss'

interface PassedCardProps {
  assessment: Assessment
  candidate: Candidate
  /** Whether the certificate was ticked as downloaded or in hand. */
  isInHand: boolean
  /** Whether the usual days of the certificate are over. */
  isLate: boolean
}

/** The moment that years led to: everything passed, told year by year. 可取证 until the certificate is issued. */
export function PassedCard({ assessment, candidate, isInHand, isLate }: PassedCardProps) {
  const { certificate, level } = assessment
  const examYear = certificate!.examYear
  const years = passedYears(assessment, candidate)
  const isAdded = level === 'added-specialty'
  return (
    <View className="passed-card" id="certificate">
      <View className="row spread">
        <View className="passed-small">
          {`${isAdded ? LEVEL_NAMES[level] : '中级注安'} · ${specialtyName(candidate.specialty)}`}
        </View>
        <View className="tag">{isAdded ? '合格' : isInHand ? '已取证' : '可取证'}</View>
      </View>
      <View className="passed-title" id="headline">
        {headlineWords(assessment, candidate)}
      </View>
      <View className="passed-small">{spanWords(years, examYear)}</View>
      <View className="passed-years">
        {years.map(({ year, passes, note }) => (
          <View key={year} className="passed-year">
            <View className="passed-number digits">{year}</View>
            <View className="passed-dot" />
            <View className="grow">
              {passes.map(({ subject, words, needsCheck }) => (
                <View key={subject} id={`standing-${subject}`}>
                  {words}
                  {needsCheck ? <View className="tag passed-check">{NEEDS_CHECK_TAG}</View> : null}
                </View>
              ))}
              <View className="passed-small">{note}</View>
              {passes.some(({ needsCheck }) => needsCheck) ? <View className="passed-small">{NEEDS_CHECK}</View> : null}
            </View>
          </View>
        ))}
        <View className="passed-year end">
          <View className="passed-number" />
          <View className="passed-dot" />
          <View className="grow">
            <View className="bold" id="deadline">
              {isInHand && !isAdded ? `${examYear} 年已取证` : reachedWords(level, examYear)}
            </View>
            {isInHand ? null : (
              <View className="passed-small">
                {isLate ? '多半已经签发，领到后在“纸质证书”打勾' : isAdded ? '以当地签发为准' : '等证书签发'}
              </View>
            )}
          </View>
        </View>
      </View>
    </View>
  )
}
