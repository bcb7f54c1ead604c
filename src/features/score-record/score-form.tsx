import { Text, View } from '@tarojs/components'
import { LEVELS, requiredSubjects, SPECIALTIES } from '@zhuan/exam'
import { Choice } from '@/components/choice'
import { ChoiceRow } from '@/components/choice-row'
import { Refusal } from '@/components/refusal'
import { Tap } from '@/components/tap'
import { ToastBar } from '@/components/toast-bar'
import { certificateWords } from './change-words'
import { ExtensionRows } from './extension-rows'
import { MarkField } from './mark-field'
import { useScoreForm } from './use-score-form'
import { LEVEL_OPTIONS, SPECIALTY_OPTIONS, UNSAVED } from './words'
import './score-form.scss'

/** More than anybody has under today's rules until 2030; a backup may hold up to 60. */
const MANY_YEARS = 12

/** 成绩: exam years, level and specialty, a mark per required subject, saved explicitly. */
export function ScoreForm({ today, isInFront }: { today: string; isInFront: boolean }) {
  const form = useScoreForm(today)
  const { candidate, year, rows, preview } = form
  const levelIndex = LEVELS.indexOf(candidate.level)
  const firstEntry = rows.findIndex(({ kind }) => kind === 'entry')
  const practiceRow = rows.find(({ subject }) => subject === 'practice')
  const prepared = preview?.certificate ? preview : form.isCertifiedEarlier ? form.assessment : undefined
  return (
    <View>
      <View className={`chips ${form.years.length > MANY_YEARS ? 'scrolling' : ''}`}>
        {form.years.map(each => (
          <Tap
            key={each}
            id={`year-${each}`}
            role="tab"
            selected={each === year}
            className="chip-touch"
            label={form.isUnsaved(each) ? `${each} 年，${UNSAVED}` : `${each} 年`}
            onTap={() => form.selectYear(each)}
          >
            <View className={`chip ${each === year ? 'on' : ''} ${form.isUnsaved(each) ? 'unsaved' : ''}`}>{each}</View>
          </Tap>
        ))}
        <Choice
          shown=""
          id="add-year"
          label="添加考试年度"
          className="chip-touch"
          options={form.addableYears.map(each => `${each} 年`)}
          index={Math.max(0, form.addableYears.indexOf(Math.min(...form.years)) - 1)}
          onChoose={index => form.addYear(form.addableYears[index] as number)}
        >
          <View className="chip">＋ 年度</View>
        </Choice>
      </View>
      <View className="card list">
        <ChoiceRow
          id="level"
          label="考试级别"
          labelClass="sub"
          options={LEVEL_OPTIONS}
          index={levelIndex}
          value={`${LEVEL_OPTIONS[levelIndex]}（${requiredSubjects(candidate.level).length} 科）`}
          onChoose={form.chooseLevel}
        />
        <ChoiceRow
          id="specialty"
          label="专业类别"
          labelClass="sub"
          options={SPECIALTY_OPTIONS}
          index={SPECIALTIES.indexOf(candidate.specialty)}
          last
          onChoose={form.chooseSpecialty}
        />
      </View>
      <View className="card">
        <View>
          {rows.map((row, index) => (
            <MarkField
              key={row.subject}
              row={row}
              assessment={form.assessment}
              year={year}
              isFirst={index === firstEntry}
              onType={text => form.typeMark(row.subject, text)}
              onChooseCode={code => form.chooseCode(row.subject, code)}
              onOpen={() => form.openSubject(row.subject)}
            />
          ))}
        </View>
        {practiceRow?.kind === 'entry' ? (
          <Choice
            shown={`${year}${form.specialty}`}
            id="sitting-specialty"
            label={`${year} 年报考的专业`}
            options={SPECIALTY_OPTIONS}
            index={SPECIALTIES.indexOf(form.specialty)}
            onChoose={index => form.chooseSittingSpecialty(SPECIALTIES[index]!)}
          >
            <View className="row spread touch-row">
              <Text className="cap">{`${year} 年报考专业`}</Text>
              <Text className="cap">{`${SPECIALTY_OPTIONS[SPECIALTIES.indexOf(form.specialty)]} ›`}</Text>
            </View>
          </Choice>
        ) : null}
        {/* What comes and goes has a place of its own: otherwise the whole page is sent again with it. */}
        <View>
          {form.extensions.length > 0 ? (
            <ExtensionRows key={year} rows={form.extensions} onChoose={form.chooseExtension} />
          ) : null}
        </View>
      </View>
      <View>
        {prepared ? (
          <View className="card soft" id="certificate-reached">
            <View className="bold">{certificateWords(prepared)}</View>
            <View className="sub">
              {form.isCertifiedEarlier ? `${year} 年的成绩不用再填` : '接下来留意考后审核，约 1 个月后下载电子证书'}
            </View>
          </View>
        ) : null}
      </View>
      <Refusal id="save-error" words={form.refused} />
      <Tap id="save-scores" className="btn" onTap={form.save}>
        <Text>{`保存 ${year} 年成绩`}</Text>
      </Tap>
      <View>
        {form.isRemovable ? (
          <Tap id="remove-year" className="btn small danger mt8" onTap={() => void form.removeYear()}>
            <Text>{`${form.isRecorded ? '删除' : '去掉'} ${year} 年`}</Text>
          </Tap>
        ) : null}
      </View>
      <View>
        {form.undoWords && isInFront ? (
          <ToastBar words={form.undoWords} action={{ id: 'undo', label: '撤销', onTap: form.undo }} />
        ) : null}
      </View>
    </View>
  )
}
