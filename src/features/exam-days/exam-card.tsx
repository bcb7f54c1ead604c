import { Text, View } from '@tarojs/components'
import type { Candidate, ExamAhead } from '@zhuan/exam'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { dayWords } from '@/words/days'
import { STATUS_TAGS } from '@/words/milestones'
import { specialtyName } from '@/words/subjects'
import { examView, ownSubjects, paperState } from './exam-view'
import { NoteCard } from './note-card'
import {
  bigTitle,
  dayHeading,
  hoursSource,
  PAPER_WORDS,
  paperHours,
  paperName,
  scheduleWords,
  ticketWords,
} from './words'
import './exam-card.scss'

interface ExamCardProps {
  exam: ExamAhead
  candidate: Candidate
  /** Civil minute in China, `YYYY-MM-DDTHH:mm`. */
  minute: string
  onSave: (candidate: Candidate, words: string, examYear: number) => void
}

/** The exam from its eve to its last paper: how long until the candidate's own, all papers with their hours. */
export function ExamCard({ exam, candidate, minute, onSave }: ExamCardProps) {
  const view = examView(exam, candidate, minute)
  const { examYear, status } = exam.milestone
  const today = minute.slice(0, 10)
  return (
    <View id="next-milestone">
      {view.phase === 'done' && !view.noted ? (
        <NoteCard
          candidate={candidate}
          examYear={examYear}
          subjects={ownSubjects(exam)}
          today={today}
          onSave={onSave}
          isHeadline
        />
      ) : null}
      {view.phase === 'done' ? null : (
        <View className="card soft">
          <View className="row gap6">
            <View className="sub">{bigTitle(view)}</View>
            <View className="tag">{STATUS_TAGS[status][1]}</View>
          </View>
          <View className="row gap8 baseline wrap">
            <View className="digits big">{view.phase === 'before' ? view.days : view.paper.from}</View>
            <View className="sub">
              {view.phase === 'before'
                ? `天　${dayWords(view.paper.day, Number(today.slice(0, 4)))} ${view.paper.from}`
                : `到 ${view.paper.to}`}
            </View>
            {view.phase === 'today' ? <View className="bold">{paperName(view.paper)}</View> : null}
            {view.phase === 'today' && view.paper.subject === 'practice' ? (
              <View className="sub">{specialtyName(candidate.specialty)}</View>
            ) : null}
          </View>
        </View>
      )}
      <Schedule exam={exam} candidate={candidate} minute={minute} />
      <View className="cap exam-source">{hoursSource(exam)}</View>
    </View>
  )
}

function Schedule({ exam, candidate, minute }: Omit<ExamCardProps, 'onSave'>) {
  const calendar = useExamCalendar()
  const days = [...new Set(exam.papers.map(({ day }) => day))]
  const ticket = ticketWords(calendar, exam.milestone.examYear, minute.slice(0, 10))
  return (
    <View>
      <View className="heading">
        <Text>考试安排</Text>
        <Text>{scheduleWords(exam)}</Text>
      </View>
      <View className="card exam-papers">
        {days.map((day, index) => (
          <View key={day} className="exam-day">
            <View className="sub">{dayHeading(index, day)}</View>
            {exam.papers
              .filter(paper => paper.day === day)
              .map(paper => {
                const state = paperState(paper, exam, minute)
                const isOwn = state === 'sit' || state === 'next' || state === 'on'
                return (
                  <View
                    key={paper.subject}
                    id={`paper-${paper.subject}`}
                    className={`exam-paper ${isOwn ? 'own' : ''}`}
                  >
                    <View className="exam-hours">{paperHours(paper)}</View>
                    <View className="grow">
                      <Text className={isOwn ? 'bold' : ''}>{paperName(paper)}</Text>
                      {isOwn && paper.subject === 'practice' ? (
                        <Text className="cap">{` ${specialtyName(candidate.specialty)}`}</Text>
                      ) : null}
                    </View>
                    <View className={isOwn ? 'tag' : 'cap'}>{PAPER_WORDS[state]}</View>
                  </View>
                )
              })}
          </View>
        ))}
        <View className="cap exam-day">
          准考证打印 <Text className="tag mute">{ticket.tag}</Text>
          {` ${ticket.words}`}
        </View>
      </View>
    </View>
  )
}
