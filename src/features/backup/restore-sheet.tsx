import { Text, Textarea, View } from '@tarojs/components'
import { useState } from 'react'
import { Sheet } from '@/components/sheet'
import { Tap } from '@/components/tap'
import { restoreRecord } from '@/stores/candidate-store'
import { type Backup, parseBackupText } from './backup-text'
import { faultWords, pathWords, RESTORED, sittingWords, summaryWords } from './words'
import './restore-sheet.scss'

type Reading = { backup: Backup } | { fault: string } | undefined

function read(text: string): Reading {
  if (text.trim() === '') return undefined
  try {
    return { backup: parseBackupText(text) }
  } catch (error) {
    return { fault: faultWords(error) }
  }
}

/** Paste a backup, look at what it holds, then put it in place of what is on the phone. */
export function RestoreSheet({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('')
  const [refused, setRefused] = useState(false)
  const reading = read(text)
  const { candidate, region, ...path }: Backup =
    reading && 'backup' in reading ? reading.backup : { candidate: null, region: null }
  const restore = () => {
    if (!reading || !('backup' in reading)) return
    const error = restoreRecord(reading.backup, RESTORED)
    setRefused(!!error)
    if (!error) onClose()
  }
  return (
    <Sheet id="restore-sheet" title="从备份恢复" onClose={onClose}>
      <View className="sub">把备份的文字粘贴到这里。恢复前先给你看里面有什么。</View>
      <Textarea
        id="backup-input"
        className="field backup-field mt12"
        maxlength={-1}
        fixed
        placeholder="在这里粘贴"
        placeholderClass="placeholder"
        onInput={event => setText(event.detail.value)}
        {...(process.env.TARO_ENV === 'h5'
          ? { nativeProps: { 'aria-label': '备份的文字' } }
          : { ariaRole: 'textbox', ariaLabel: `备份的文字，${text ? `已有 ${text.length} 个字` : '还没有粘贴'}` })}
      />
      {reading && 'fault' in reading ? (
        <View className="error mt8" id="backup-fault">
          {reading.fault}
        </View>
      ) : null}
      {candidate ? (
        <View className="mt12" id="backup-preview">
          <View className="bold">{summaryWords(candidate)}</View>
          {candidate.sittings.map(sitting => (
            <View key={sitting.examYear} className="sub">
              {sittingWords(sitting)}
            </View>
          ))}
          <View className="sub">{`地区：${region ?? '全国'}`}</View>
          {path.endorsements ? <View className="sub">{pathWords(path)}</View> : null}
          <View className="cap mt4">恢复后替换这部手机里的这些内容，可以撤销。</View>
        </View>
      ) : null}
      {refused ? <View className="error mt8">这部手机没有存下来：存储空间已满。原来的成绩没有改动。</View> : null}
      <Tap id="backup-confirm" className={`btn mt16 ${candidate ? '' : 'off'}`} disabled={!candidate} onTap={restore}>
        <Text>{candidate ? '恢复这份备份' : reading ? '这段文字不能恢复' : '先粘贴备份'}</Text>
      </Tap>
    </Sheet>
  )
}
