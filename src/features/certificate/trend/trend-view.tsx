import { View } from '@tarojs/components'
import { daysBetween, type ExamCalendar, FIRST_EXAM_YEAR, scoreHistory, scoreWait } from '@zhuan/exam'
import { drawing } from '@/components/aria'
import { dayWords } from '@/words/days'
import { sourceWords } from '@/words/milestones'
import { type Path, usePath } from '../use-path'
import './trend-view.scss'

/** 往年规律: how long the scores took each year, drawn as bars, and what to expect of the year that is coming. */
export function TrendView({ today }: { today: string }) {
  const { calendar, cycleYear, currentYear } = usePath(today)
  const years = Array.from({ length: cycleYear - FIRST_EXAM_YEAR + 1 }, (_, index) => FIRST_EXAM_YEAR + index)
  const longest = Math.max(...years.map(year => scoreWait(calendar, year)?.days ?? 0))
  const history = scoreHistory(calendar, cycleYear + 1)
  return (
    <View>
      <Expectation calendar={calendar} examYear={cycleYear} currentYear={currentYear} today={today} />
      {history ? (
        <View className="heading">{`近 ${history.years} 年，考完 ${history.fewest}–${history.most} 天出分`}</View>
      ) : null}
      <View className="card" id="score-waits">
        {years.map(year => (
          <WaitRow key={year} year={year} calendar={calendar} today={today} longest={longest} />
        ))}
      </View>
      <View className="cap">
        从最后一科考完那天数起。日期据 hqwx.com、kaoshi100.com 等历年整理转载，以官方公告为准。
      </View>
    </View>
  )
}

/** What this year's release is expected to be, or was. */
function Expectation({
  calendar,
  examYear,
  currentYear,
  today,
}: Pick<Path, 'calendar' | 'examYear' | 'currentYear' | 'today'>) {
  const row = calendar.milestone(examYear, 'score-release')
  const exam = calendar.milestone(examYear, 'exam')
  const day = row.likely ?? row.start
  const wait = daysBetween(exam.end, day)
  const title =
    row.likely === undefined
      ? `${dayWords(day, currentYear)}${row.time ? ` ${row.time}` : ''}`
      : `${dayWords(day, currentYear)}前后`
  return (
    <View className="card soft" id="score-expectation">
      <View className="row spread">
        <View className="sub">{`${examYear} 年度成绩公布`}</View>
        <View className="tag">{row.status === 'official' ? '官方' : '预计'}</View>
      </View>
      <View className="h1 mt4">{title}</View>
      <View className="sub mt4">
        {row.likely === undefined
          ? `考完第 ${wait} 天${day <= today ? '公布的' : '公布'}。`
          : `照往年考完 ${wait} 天左右推算，早几天晚几天都可能。`}
      </View>
      {row.source ? <View className="cap mt4">{sourceWords(row.source)}</View> : null}
    </View>
  )
}

/** What the calendar notes of a release that came months late. */
const POSTPONED = '推迟'

interface WaitRowProps {
  year: number
  calendar: ExamCalendar
  today: string
  longest: number
}

function WaitRow({ year, calendar, today, longest }: WaitRowProps) {
  const wait = scoreWait(calendar, year)
  const exam = calendar.milestone(year, 'exam')
  const { likely, end } = calendar.milestone(year, 'score-release')
  // A window that is over without a record has nothing to expect any more.
  const expected = !wait && likely !== undefined && end >= today ? daysBetween(exam.end, likely) : undefined
  const days = wait?.days ?? expected
  const look = expected !== undefined ? 'expected' : wait?.note === POSTPONED ? 'late' : ''
  const words = wait
    ? `${wait.days} 天${wait.note === POSTPONED ? `，${POSTPONED}` : ''}`
    : expected === undefined
      ? '没有记录'
      : `预计 ${expected} 天左右`
  const from = wait ? `${dayWords(exam.end, year)}考完，${dayWords(wait.release, year)}出分` : ''
  return (
    <View className="wait row at-top" id={`wait-${year}`} {...drawing(`${year} 年：${words}${from && `，${from}`}`)}>
      <View className="wait-year bold">{String(year)}</View>
      <View className="grow">
        <View className="row spread wrap wait-words">
          <View className="sub no-shrink">{words}</View>
          <View className="cap">{from}</View>
        </View>
        {days === undefined ? null : (
          <View className="wait-track">
            <View className={`wait-bar ${look}`} style={{ width: `${Math.round((days / longest) * 100)}%` }} />
          </View>
        )}
      </View>
    </View>
  )
}
