import { Text, View } from '@tarojs/components'
import { Tap } from '@/components/tap'
import { goToTab } from '@/platform/navigation'
import type { Templates } from '@/stores/server/memory'
import { templateTitle } from './kinds'
import type { Result } from './use-subscribing'
import { FAILURES, OTHER_FAILURE, OUTCOME_WORDS } from './words'

interface ResultNoteProps {
  result: Result | undefined
  templates: Pick<Templates, 'templates' | 'titles'>
  onSettings: () => void
}

/** What came of the last tap: a line for every template, or what went wrong and the one thing to do about it. */
export function ResultNote({ result, templates, onSettings }: ResultNoteProps) {
  const [words, step] = result && 'errCode' in result ? (FAILURES[result.errCode ?? 0] ?? OTHER_FAILURE) : []
  return (
    <View {...(process.env.TARO_ENV === 'h5' ? { role: 'status' } : { ariaLive: 'polite' })}>
      {result && 'outcome' in result ? (
        <View className="card soft" id="subscribe-result">
          {Object.keys(result.outcome).map(id => (
            <View key={id} className="sub">
              {`${templateTitle(templates, id)}：${OUTCOME_WORDS[result.outcome[id]!]}`}
            </View>
          ))}
        </View>
      ) : null}
      {words ? (
        <View className="card warn" id="subscribe-error">
          <View className="sub">{`${words}${step === 'again' ? '再点一次就好。' : ''}`}</View>
          {step === 'settings' ? (
            <Tap id="open-settings" className="link touch" onTap={onSettings}>
              <Text>去微信设置打开 ›</Text>
            </Tap>
          ) : null}
          {step === 'calendar' ? (
            <Tap id="open-calendar" role="link" className="link touch" onTap={() => goToTab('calendar')}>
              <Text>去日历看 ›</Text>
            </Tap>
          ) : null}
        </View>
      ) : null}
    </View>
  )
}
