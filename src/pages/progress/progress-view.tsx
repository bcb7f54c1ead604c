import { Text, View } from '@tarojs/components'
import { type Candidate, isTicked, type MilestoneState, type Progress, progressOn, withMarks } from '@zhuan/exam'
import { useMemo, useState } from 'react'
import { NoticeCard } from '@/components/notice-card'
import { Refusal } from '@/components/refusal'
import { Tap } from '@/components/tap'
import { QuestionCard } from '@/features/awaited-scores/question-card'
import { notSatWords } from '@/features/awaited-scores/words'
import { AfterPassing } from '@/features/exam-calendar/after-passing'
import { NextMilestoneCard } from '@/features/exam-calendar/next-milestone-card'
import { ExamCard } from '@/features/exam-days/exam-card'
import { examView } from '@/features/exam-days/exam-view'
import { NoteCard } from '@/features/exam-days/note-card'
import { examHeadline, examPurpose } from '@/features/exam-days/words'
import { EarlierCertificates } from '@/features/validity/earlier-certificates'
import { HeadlineCard } from '@/features/validity/headline-card'
import { NowLink } from '@/features/validity/now-link'
import { PassedCard } from '@/features/validity/passed-card'
import { StandingList } from '@/features/validity/standing-list'
import { goToPage, goToTab } from '@/platform/navigation'
import { chooseScoreYear, chooseTrial } from '@/stores/app-memory'
import { saveCandidate, saveNotYet } from '@/stores/candidate-store'
import { useReminderStanding } from '@/stores/server/standing-reminders'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { useRecord } from '@/stores/use-shown'
import { momentOf } from '@/words/standing'

interface ProgressProps {
  candidate: Candidate
  /** Civil minute in China, `YYYY-MM-DDTHH:mm`. */
  minute: string
}

const openScores = (examYear?: number): void => {
  chooseScoreYear(examYear)
  goToTab('scores')
}

/** Whether the certificate is issued as far as one can tell: that is usual by now, or the paper is being handed out. */
const isIssued = ({ milestone: { kind }, phase }: MilestoneState): boolean =>
  kind !== 'post-review' &&
  (phase === 'open' || phase === 'unconfirmed' || (phase === 'possible' && kind === 'paper-certificate'))

const openPlanner = (): void => {
  chooseTrial()
  goToPage('planner')
}

/** 进度: what is missing, what comes next, and what each pass is still worth; on some days one job before all that. */
export function ProgressView({ candidate, minute }: ProgressProps) {
  const today = minute.slice(0, 10)
  const calendar = useExamCalendar()
  // Judged once a day: the minute matters on the days of the exam only.
  const progress = useMemo(() => progressOn(candidate, calendar, today), [candidate, calendar, today])
  const { assessment } = progress
  const isPassed = assessment.certificate !== null
  return (
    <View>
      <FirstCards candidate={candidate} minute={minute} progress={progress} />
      {candidate.sittings.length === 0 ? (
        <NoticeCard
          icon="list"
          title="还没有成绩"
          text="填一科，就知道它管到哪一年。"
          action={{ id: 'enter-first', label: '填第一科', onTap: () => openScores() }}
        />
      ) : null}
      {isPassed ? null : <Standings candidate={candidate} today={today} progress={progress} />}
      {isPassed || candidate.sittings.length === 0 ? null : (
        <View className="center">
          <Tap id="open-poster" role="link" className="link touch" onTap={() => goToPage('poster')}>
            <Text>把进度发给朋友 ›</Text>
          </Tap>
        </View>
      )}
      <EarlierCertificates assessment={assessment} />
      <View className="cap center">
        {assessment.level === 'added-specialty' && !isPassed
          ? '增报没过，也不影响已有的证书。以官方公告为准。'
          : '按你填的成绩推算，以官方公告为准。'}
      </View>
    </View>
  )
}

/** What the day is about: the exam, the year that is asked for, the moment of passing; else what is missing and what comes next. */
function FirstCards({ candidate, minute, progress }: ProgressProps & { progress: Progress }) {
  const { assessment, awaited, exam, next } = progress
  const today = minute.slice(0, 10)
  const calendar = useExamCalendar()
  const notYet = useRecord(record => record.notYet)
  const isInHand = useRecord(({ checklists, certificate }) => {
    const year = assessment.certificate?.examYear
    if (year === undefined) return false
    const isPaperHere = certificate?.examYear === year && Boolean(certificate.paperReceived)
    return isPaperHere || isTicked(checklists, 'downloaded', year) || isTicked(checklists, 'received', year)
  })
  const [isRefused, setRefused] = useState(false)
  const save = (changed: Candidate, words: string, examYear: number) =>
    setRefused(saveCandidate(changed, words, examYear) !== undefined)
  const release = useReminderStanding('score-release', next?.milestone.examYear ?? 0)
  const moment = momentOf(today, calendar)
  const refusal = (
    <Refusal words={isRefused ? '这部手机没有存下来：小程序的存储空间已满，清理后再试一次。' : undefined} />
  )
  if (exam) {
    const view = examView(exam, candidate, minute)
    return (
      <View>
        {refusal}
        {view.phase === 'done' && !view.noted ? null : (
          <HeadlineCard
            assessment={assessment}
            candidate={candidate}
            moment={moment}
            instead={{
              headline: examHeadline(exam, view, minute),
              line: examPurpose(exam, candidate, calendar, view, today),
            }}
          />
        )}
        <ExamCard exam={exam} candidate={candidate} minute={minute} onSave={save} />
      </View>
    )
  }
  if (awaited && awaited.phase !== 'waiting' && notYet !== today) {
    const { examYear, subjects } = awaited
    return (
      <View>
        {refusal}
        <QuestionCard
          candidate={candidate}
          assessment={assessment}
          awaited={awaited}
          today={today}
          onEnter={() => openScores(examYear)}
          onNotYet={() => setRefused(saveNotYet(today) !== undefined)}
          onNotSat={() =>
            save(withMarks(candidate, examYear, subjects, 'not-registered'), notSatWords(examYear), examYear)
          }
        />
        <View className="center">
          <NowLink />
        </View>
      </View>
    )
  }
  if (assessment.certificate) {
    return (
      <View>
        <PassedCard
          assessment={assessment}
          candidate={candidate}
          isInHand={isInHand}
          isLate={!next || isIssued(next)}
        />
        <View className="center">
          <NowLink />
        </View>
        {next ? (
          <AfterPassing
            today={today}
            next={next}
            isProof={assessment.level === 'added-specialty'}
            onOpen={() => goToTab('calendar')}
            onOpenReview={() => goToPage('review')}
            onShare={() => goToPage('poster')}
          />
        ) : null}
      </View>
    )
  }
  const isAsked = awaited !== undefined
  const action =
    isAsked && awaited.phase !== 'waiting'
      ? { id: 'enter-scores', label: '填成绩', onTap: () => openScores(awaited.examYear) }
      : next?.milestone.kind === 'score-release' && release === 'off'
        ? { id: 'remind-me', label: '出分提醒我', onTap: () => goToPage('welcome') }
        : { id: 'open-calendar', label: '看日历', onTap: () => goToTab('calendar') }
  const hasEntered = candidate.sittings.some(({ examYear }) => examYear === awaited?.examYear)
  return (
    <View>
      {refusal}
      <HeadlineCard assessment={assessment} candidate={candidate} moment={moment} />
      {next ? <NextMilestoneCard id="next-milestone" today={today} next={next} action={action} /> : null}
      {isAsked && awaited.phase === 'waiting' && !hasEntered && candidate.sittings.length > 0 ? (
        <NoteCard
          candidate={candidate}
          examYear={awaited.examYear}
          subjects={awaited.subjects}
          today={today}
          onSave={save}
        />
      ) : null}
    </View>
  )
}

function Standings({ candidate, today, progress }: { candidate: Candidate; today: string; progress: Progress }) {
  const { assessment } = progress
  const moment = momentOf(today, useExamCalendar())
  return (
    <View>
      <View className="heading">
        <Text>{assessment.level === 'added-specialty' ? '增报的一科' : '成绩有效期'}</Text>
        <View className="row">
          <Tap id="what-if" className="link touch" role="link" onTap={openPlanner}>
            <Text>假如考过 ›</Text>
          </Tap>
          <Tap id="open-rules" role="link" className="link touch" onTap={() => goToPage('rules')}>
            <Text>规则 ›</Text>
          </Tap>
        </View>
      </View>
      <StandingList assessment={assessment} candidate={candidate} moment={moment} />
    </View>
  )
}
