import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Tap } from '@/components/tap'
import { goToPage } from '@/platform/navigation'
import { useRecord } from '@/stores/use-shown'
import { QUESTIONS, TOPICS } from '../content/questions'
import type { Question, Topic } from '../content/types'
import { SourceLine } from '../parts/source-line'
import { usePath } from '../use-path'
import { type Own, ownWords } from './own-words'
import './questions-view.scss'

/** 常见问题: what candidates ask, answered in two sentences and with their own figures. */
export function QuestionsView({ today }: { today: string }) {
  const path = usePath(today)
  const certificate = useRecord(record => record.certificate)
  const [topic, setTopic] = useState<Topic>()
  const [open, setOpen] = useState<string>()
  const shown = QUESTIONS.filter(question => topic === undefined || question.topic === topic)
  return (
    <View>
      <View className="chips">
        <TopicChip
          id="all"
          name={`全部 ${QUESTIONS.length}`}
          on={topic === undefined}
          onTap={() => setTopic(undefined)}
        />
        {TOPICS.map(([id, name]) => (
          <TopicChip key={id} id={id} name={name} on={topic === id} onTap={() => setTopic(id)} />
        ))}
      </View>
      <View className="card list">
        {shown.map(question => (
          <QuestionRow
            key={question.id}
            question={question}
            own={question.own && ownWords(question.own, path, certificate)}
            isOpen={open === question.id}
            onToggle={() => setOpen(open === question.id ? undefined : question.id)}
          />
        ))}
      </View>
      <View className="card list">
        <Tap id="open-rules" role="link" className="item row spread" onTap={() => goToPage('rules')}>
          <Text>规则与常见误区</Text>
          <Text className="cap">›</Text>
        </Tap>
      </View>
      <View className="cap center">答案由公开资料整理，以官方公告为准。</View>
    </View>
  )
}

interface TopicChipProps {
  id: string
  name: string
  on: boolean
  onTap: () => void
}

function TopicChip({ id, name, on, onTap }: TopicChipProps) {
  return (
    <Tap id={`topic-${id}`} role="tab" selected={on} className="chip-touch" onTap={onTap}>
      <View className={`chip ${on ? 'on' : ''}`}>{name}</View>
    </Tap>
  )
}

interface QuestionRowProps {
  question: Question
  own: Own | undefined
  isOpen: boolean
  onToggle: () => void
}

function QuestionRow({ question, own, isOpen, onToggle }: QuestionRowProps) {
  const { id, ask, text } = question
  return (
    <View className="item">
      <Tap id={`question-${id}`} className="row spread question" onTap={onToggle}>
        <Text className={isOpen ? 'bold' : ''}>{ask}</Text>
        <Text className="cap question-hint">{isOpen ? '收起 ▴' : `${own?.hint ?? ''}\u00a0›`}</Text>
      </Tap>
      {isOpen ? (
        <View id={`answer-${id}`} className="answer">
          <View>{text}</View>
          {own ? (
            <View className="soft own mt8">
              <View className="cap">按你的情况</View>
              <View className="sub">{own.sentence}</View>
            </View>
          ) : null}
          <SourceLine facts={[question]} />
        </View>
      ) : null}
    </View>
  )
}
