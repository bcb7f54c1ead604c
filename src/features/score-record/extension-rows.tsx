import { Text, View } from '@tarojs/components'
import { type Candidate, SUBJECT_NAMES, withProlongation } from '@zhuan/exam'
import { useState } from 'react'
import { ChoiceRow } from '@/components/choice-row'
import { Tap } from '@/components/tap'
import { type Extension, type ExtensionRow, missableYears, passesIn, passesOver, withMissedYear } from './extensions'
import { EXTENSION_HINT, EXTENSION_OPTIONS, extensionValue, extensionWords, NO_MISSED_YEAR, PROLONGED } from './words'

/** Of a subject that was passed twice, the later pass has the plain id. */
function rowId(rows: readonly ExtensionRow[], { subject, passedIn }: ExtensionRow): string {
  const isLater = rows.some(other => other.subject === subject && other.passedIn > passedIn)
  return `extension-${subject}${isLater ? `-${passedIn}` : ''}`
}

interface ExtensionRowsProps {
  candidate: Candidate
  year: number
  latestHeld: number
  onSave: (next: Candidate, words: string) => void
}

/** Passes that a region's notice prolonged: rare, so folded away behind one row that says whether there are any. */
export function ExtensionRows({ candidate, year, latestHeld, onSave }: ExtensionRowsProps) {
  const [isOpen, setOpen] = useState(false)
  const [missed, setMissed] = useState<number>()
  const years = missableYears(candidate, latestHeld)
  const rows = missed === undefined ? passesIn(candidate, year) : passesOver(candidate, missed)
  const missedOptions = [NO_MISSED_YEAR, ...years.map(each => `${each} 年`)]
  const chooseMissed = (index: number) => {
    const next = years[index - 1]
    setMissed(next)
    if (next === undefined) return
    const prolonged = withMissedYear(candidate, next)
    if (prolonged !== candidate) onSave(prolonged, PROLONGED)
  }
  return (
    <View>
      <Tap id="extensions" className="row spread touch-row" onTap={() => setOpen(!isOpen)}>
        <Text className="cap">成绩延期</Text>
        <Text className="cap">{`${extensionWords(rows)} ${isOpen ? '▴' : '▾'}`}</Text>
      </Tap>
      <View>
        {isOpen ? (
          <View>
            <ChoiceRow
              id="missed-year"
              label="哪一年没能考"
              options={missedOptions}
              index={missed === undefined ? 0 : years.indexOf(missed) + 1}
              labelClass="sub"
              valueClass="sub"
              onChoose={chooseMissed}
            />
            <View className="cap">{EXTENSION_HINT}</View>
            {rows.map((row, index) => (
              <ChoiceRow
                key={`${row.subject}${row.passedIn}`}
                id={rowId(rows, row)}
                label={`${row.passedIn} 年${SUBJECT_NAMES[row.subject]}`}
                options={EXTENSION_OPTIONS}
                index={row.extension}
                value={extensionValue(row)}
                labelClass="sub"
                valueClass="sub"
                last={index === rows.length - 1}
                onChoose={years => onSave(withProlongation(candidate, row, years as Extension), PROLONGED)}
              />
            ))}
          </View>
        ) : null}
      </View>
    </View>
  )
}
