import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { SelectableText } from '@/components/selectable-text'
import { Tap } from '@/components/tap'
import { copyText } from '@/platform/clipboard'
import { say } from '@/platform/dialog'
import { useRecord } from '@/stores/use-shown'
import { backupText } from './backup-text'
import { RestoreSheet } from './restore-sheet'
import { COPIED, COPY_REFUSED, NOTHING_YET } from './words'
import './backup-rows.scss'

/** Backup as text: copied out, and restored from a paste. */
export function BackupRows({ today }: { today: string }) {
  const record = useRecord(state => state)
  const [shown, setShown] = useState<string>()
  const [restoring, setRestoring] = useState(false)
  const copy = async () => {
    if (!record.candidate) return say(NOTHING_YET)
    const text = backupText(record, today)
    if (await copyText(text)) {
      setShown(undefined)
      say(COPIED)
    } else setShown(text)
  }
  // The rows belong to the card around them: what comes and goes between them has a place of its own.
  return (
    <>
      <Tap id="backup-copy" className="item row spread" onTap={() => void copy()}>
        <Text>复制备份</Text>
        <Text className="cap">一段文字，自己保管 ›</Text>
      </Tap>
      <View>
        {shown ? (
          <View className="item backup-text" id="backup-text">
            <View className="cap">{COPY_REFUSED}</View>
            <SelectableText text={shown} />
          </View>
        ) : null}
      </View>
      <Tap id="backup-restore" className="item row spread" onTap={() => setRestoring(true)}>
        <Text>从备份恢复</Text>
        <Text className="cap">先预览，可撤销 ›</Text>
      </Tap>
      <View>{restoring ? <RestoreSheet onClose={() => setRestoring(false)} /> : null}</View>
    </>
  )
}
