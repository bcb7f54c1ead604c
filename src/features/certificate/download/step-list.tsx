import { View } from '@tarojs/components'
import { Tap } from '@/components/tap'
import { useChecklist } from '../checklists'
import { DOWNLOAD_STEPS } from '../content/download'
import { CopyAddress } from '../parts/copy-address'
import { SourceLine } from '../parts/source-line'
import './step-list.scss'

/** The five steps to the PDF, each ticked off; the first that is not done is marked. */
export function StepList({ list }: { list: string }) {
  const { isDone, tick } = useChecklist(list)
  const ids = DOWNLOAD_STEPS.map((_, index) => `step-${index + 1}`)
  const next = ids.find(id => !isDone(id))
  return (
    <View className="card">
      <View className="steps">
        {DOWNLOAD_STEPS.map(({ title, text }, index) => {
          const id = ids[index]!
          const done = isDone(id)
          return (
            <View key={id} className={`step ${done ? 'done' : id === next ? 'next' : ''}`}>
              <Tap
                id={id}
                role="checkbox"
                selected={done}
                label={`第 ${index + 1} 步，${title}。${text}${done ? '已做完' : ''}`}
                className="step-row"
                onTap={() => tick(id, !done)}
              >
                <View className="row spread">
                  <View className="bold">{title}</View>
                  <View className={`tag ${done ? 'ok' : 'mute'}`}>{done ? '做完了' : '做完点一下'}</View>
                </View>
                <View className="sub mt4">{text}</View>
              </Tap>
              <View className="step-number">{done ? '✓' : String(index + 1)}</View>
              {index === 0 ? <CopyAddress /> : null}
            </View>
          )
        })}
      </View>
      <SourceLine facts={DOWNLOAD_STEPS} />
    </View>
  )
}
