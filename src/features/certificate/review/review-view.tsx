import { Text, View } from '@tarojs/components'
import { postReviewNote } from '@zhuan/exam'
import type { ReactNode } from 'react'
import { LIVE } from '@/components/aria'
import { rangeWords, yearOf } from '@/words/days'
import { sourceWords } from '@/words/milestones'
import { useChecklist } from '../checklists'
import { REVIEW_COST, REVIEW_PAPERS, REVIEW_REGIONS, REVIEW_WAYS, WHO_IS_REVIEWED } from '../content/review'
import { CheckRow } from '../parts/check-row'
import { FactCard } from '../parts/fact-card'
import { SourceLine } from '../parts/source-line'
import { factSourceWords } from '../parts/source-words'
import { useTicks } from '../ticks'
import { type Path, usePath } from '../use-path'

/** 考后审核: whether the region holds one, who is called, what to bring, what missing it costs. */
export function ReviewView({ today, regionCard }: { today: string; regionCard: ReactNode }) {
  const path = usePath(today)
  const { isDone, tick } = useChecklist(`review-${path.examYear}`)
  const { isTicked, tick: tickOff } = useTicks(today)
  const level = path.candidate?.level ?? 'full'
  const papers = REVIEW_PAPERS.filter(({ levels }) => levels?.includes(level) ?? true)
  const ready = papers.filter(({ id }) => isDone(id)).length
  return (
    <View>
      <RegionReview path={path} />
      {regionCard}
      <View className="heading">谁要去</View>
      <FactCard id="review-who" facts={WHO_IS_REVIEWED} />
      <View className="heading">
        <Text>带什么</Text>
        <View id="papers-ready" {...LIVE}>{`${ready} / ${papers.length} 备齐`}</View>
      </View>
      <View className="card list">
        {papers.map(({ id, title, text }) => (
          <CheckRow
            key={id}
            id={`check-${id}`}
            title={title}
            text={text}
            checked={isDone(id)}
            onChange={checked => tick(id, checked)}
          />
        ))}
        <CheckRow
          id="check-papers-ready"
          title="材料齐了"
          text="或者当地没有考后审核、不用去"
          checked={isTicked('papers-ready', path.examYear)}
          onChange={checked => tickOff('papers-ready', path.examYear, checked)}
        />
        <View className="item">
          <SourceLine facts={papers} />
        </View>
      </View>
      <View className="heading">怎么审</View>
      <FactCard id="review-ways" facts={REVIEW_WAYS} />
      <View className="heading">没去、没过会怎样</View>
      <FactCard id="review-cost" facts={REVIEW_COST} />
      <View className="cap center">材料以当地通知为准。</View>
    </View>
  )
}

/** What is known of the candidate's region: an announced window, what it did in the past, or that nothing is. */
function RegionReview({ path: { calendar, examYear, region, today, certificateYear } }: { path: Path }) {
  const row = calendar.milestone(examYear, 'post-review')
  const announced = row.status === 'official'
  const note = region === null ? undefined : postReviewNote(region)
  const origin = REVIEW_REGIONS.find(each => each.region === region)
  const title = announced
    ? `${region ?? '全国'}：${rangeWords(row, yearOf(today))}`
    : region === null
      ? '先选地区，再看往年通知'
      : note
        ? `${region}往年有考后审核`
        : `${region}：没收录到往年通知`
  return (
    <View className="card soft" id="region-review">
      <View className="row spread">
        <View className="sub">{`${examYear} 年度考后审核`}</View>
        <View className="tag">{announced ? '官方' : note ? '往年参考' : '还没通知'}</View>
      </View>
      <View className="h1 mt4">{title}</View>
      {note && region !== null ? <View className="mt4">{note}</View> : null}
      <View className="sub mt4">
        {announced
          ? '过了时间就当放弃，当天就看清楚地点和材料。'
          : `还没见到 ${examYear} 年度的通知，一般出分后 30 天内公布；看当地人事考试网，留意短信和电话。`}
      </View>
      {certificateYear === undefined ? <View className="sub mt4">各科都合格以后才轮得到。</View> : null}
      {announced && row.source ? <View className="cap mt4">{sourceWords(row.source)}</View> : null}
      {!announced && origin && note ? (
        <View className="cap mt4">{`${origin.year ? `${origin.year} 年通知，` : ''}${factSourceWords(origin.from)}`}</View>
      ) : null}
    </View>
  )
}
