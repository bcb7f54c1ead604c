import { Text, View } from '@tarojs/components'
import { type Candidate, SPECIALTY_NAMES, TICK_NAMES } from '@zhuan/exam'
import { certificateSteps, type NextStep, nextStep, type Step } from '@zhuan/exam/next-step'
import { LIVE } from '@/components/aria'
import { NoticeCard } from '@/components/notice-card'
import { Tap } from '@/components/tap'
import { goToPage, goToTab } from '@/platform/navigation'
import { useRecord } from '@/stores/use-shown'
import { STATUS_TAGS, sourceWords } from '@/words/milestones'
import { CheckRow } from '../parts/check-row'
import { useTicks } from '../ticks'
import { type Path, usePath } from '../use-path'
import { openStep, stepLabel } from './step-places'
import { StepRow } from './step-row'
import { headline, stepName, whenWords } from './step-words'
import './now-view.scss'

/**
 * 现在该做什么: where in the cycle the candidate is, the one next step first, the rest after it.
 * @param toldYear the exam year whose scores a message has told of: they are entered from here, whatever the phone knows
 */
export function NowView({ today, toldYear }: { today: string; toldYear?: number }) {
  const path = usePath(today)
  const { candidate } = path
  if (candidate) return <Steps path={path} candidate={candidate} toldYear={toldYear} />
  return (
    <NoticeCard
      icon="list"
      title="先选考试级别"
      text="选好级别、填上成绩，才知道你走到哪一步。"
      action={{ id: 'start-first', label: '去选级别', onTap: () => goToTab('progress') }}
    />
  )
}

function Steps({ path, candidate, toldYear }: { path: Path; candidate: Candidate; toldYear: number | undefined }) {
  const { calendar, today } = path
  const certificate = useRecord(record => record.certificate)
  const { checklists, ticked, tick } = useTicks(today)
  const led = nextStep(candidate, calendar, today, checklists, certificate)
  const { next, rest, awaited } = led
  const years = [...new Set([next, ...rest].map(({ examYear }) => examYear))]
  const done = ticked(years)
  return (
    <View>
      <NextCard path={path} led={led} />
      <View className="card legs">
        {[next, ...rest].map((step, index) => (
          <StepRow
            key={step.kind}
            id={`step-${index + 1}`}
            step={step}
            path={path}
            awaited={awaited?.subjects ?? []}
            isNext={index === 0}
            onTick={(each, examYear) => tick(each, examYear, true)}
          />
        ))}
      </View>
      <Tap id="do-next" className="btn" onTap={() => openStep(next.kind, next.examYear)}>
        <Text>{stepLabel(next.kind)}</Text>
      </Tap>
      {toldYear !== undefined && !path.enteredYears.includes(toldYear) && !isAboutScores(next, toldYear) ? (
        <Tap id="enter-scores" className="btn quiet mt8" onTap={() => openStep('enter-scores', toldYear)}>
          <Text>{`填 ${toldYear} 年成绩`}</Text>
        </Tap>
      ) : null}
      <View className="cap center mt8">我们查不到你的分数，也不会问你的密码。以官方公告为准。</View>
      {done.length > 0 ? <View className="heading">勾过的</View> : null}
      <View>
        {done.length > 0 ? (
          <View className="card list" id="ticked">
            {done.map(({ tick: each, examYear }) => (
              <CheckRow
                key={`${each}-${examYear}`}
                id={`check-${each}`}
                title={TICK_NAMES[each]}
                text={`${examYear} 年度，点一下撤回`}
                checked
                onChange={() => tick(each, examYear, false)}
              />
            ))}
          </View>
        ) : null}
      </View>
      <EarlierCertificate path={path} />
      <View className="card list mt12">
        <Tap id="open-questions" role="link" className="item row spread" onTap={() => goToPage('questions')}>
          <Text>常见问题</Text>
          <Text className="cap">15 问 ›</Text>
        </Tap>
      </View>
    </View>
  )
}

const isAboutScores = ({ kind, examYear }: Step, year: number): boolean =>
  examYear === year && (kind === 'look-up-scores' || kind === 'enter-scores')

/** What the day is about. */
function NextCard({ path, led: { next } }: { path: Path; led: NextStep }) {
  const row = next.state?.milestone
  return (
    <View className="card soft" id="next-step" {...LIVE}>
      <View className="row spread">
        <View className="sub">{`${path.region ?? '全国'} · ${next.examYear} 年度`}</View>
        {row ? <View className="tag">{STATUS_TAGS[row.status][1]}</View> : null}
      </View>
      <View className="h1 mt4">{headline(next, path)}</View>
      <View className="sub mt4">{whenWords(next, path)}</View>
      {row?.source ? <View className="cap mt4">{sourceWords(row.source)}</View> : null}
    </View>
  )
}

/** Who adds a specialty keeps the certificate they hold, and goes on with it beside the new exam. */
function EarlierCertificate({ path }: { path: Path }) {
  const { assessment, calendar, today } = path
  const certificate = useRecord(record => record.certificate)
  const { checklists } = useTicks(today)
  const earlier = assessment?.certificate ? undefined : assessment?.earlierCertificates.at(-1)
  if (!earlier) return null
  const { next } = certificateSteps(calendar, today, earlier.examYear, checklists, certificate)
  const own = { ...path, isProof: earlier.level === 'added-specialty' }
  return (
    <View>
      <View className="heading">你的证书</View>
      <View className="card list" id="earlier-certificate">
        <View className="item">
          <View className="bold">{SPECIALTY_NAMES[earlier.specialty]}</View>
          <View className="cap">{`${earlier.examYear} 年取证`}</View>
        </View>
        <Tap id="earlier-step" role="link" className="item row spread" onTap={() => openStep(next.kind, next.examYear)}>
          <Text>{stepName(next, own)}</Text>
          <Text className="cap">{`${whenWords(next, own)}\u00a0›`}</Text>
        </Tap>
        <Tap id="earlier-endorsements" role="link" className="item row spread" onTap={() => goToPage('endorsements')}>
          <Text>加注管理</Text>
          <Text className="cap">›</Text>
        </Tap>
      </View>
    </View>
  )
}
