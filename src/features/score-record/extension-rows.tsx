import { Text, View } from '@tarojs/components'
import { SUBJECT_NAMES, type Subject } from '@zhuan/exam'
import { useState } from 'react'
import { ChoiceRow } from '@/components/choice-row'
import { Tap } from '@/components/tap'
import type { Extension } from '@/stores/drafts'
import type { ExtensionRow } from './extensions'
import { EXTENSION_HINT, EXTENSION_OPTIONS, extensionValue, extensionWords } from './words'

interface ExtensionRowsProps {
  rows: ExtensionRow[]
  onChoose: (subject: Subject, extension: Extension) => void
}

/** Passes that a region's notice prolonged: rare, so folded away behind one row that says whether there are any. */
export function ExtensionRows({ rows, onChoose }: ExtensionRowsProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <View>
      <Tap id="extensions" className="row spread touch-row" onTap={() => setOpen(!isOpen)}>
        <Text className="cap">成绩延期</Text>
        <Text className="cap">{`${extensionWords(rows)} ${isOpen ? '▴' : '▾'}`}</Text>
      </Tap>
      <View>
        {isOpen ? (
          <View>
            <View className="cap">{EXTENSION_HINT}</View>
            {rows.map((row, index) => (
              <ChoiceRow
                key={row.subject}
                id={`extension-${row.subject}`}
                label={SUBJECT_NAMES[row.subject]}
                options={EXTENSION_OPTIONS}
                index={row.extension}
                value={extensionValue(row)}
                labelClass="sub"
                valueClass="sub"
                last={index === rows.length - 1}
                onChoose={extension => onChoose(row.subject, extension as Extension)}
              />
            ))}
          </View>
        ) : null}
      </View>
    </View>
  )
}
