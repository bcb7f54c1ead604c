import { Text, View } from '@tarojs/components'
import { LEVELS, requiredSubjects, SPECIALTIES } from '@zhuan/exam'
import { ChoiceRow } from '@/components/choice-row'
import { Refusal } from '@/components/refusal'
import { Tap } from '@/components/tap'
import { ToastBar } from '@/components/toast-bar'
import { goToPage, goToTab } from '@/platform/navigation'
import { forgetUndo } from '@/stores/candidate-store'
import { AwaitedChoice } from './awaited-choice'
import { afterWords, certificateWords } from './change-words'
import { ExtensionRows } from './extension-rows'
import { LandedCard } from './landed-card'
import { LevelSheet } from './level-sheet'
import { MarkList } from './mark-list'
import { MarkQuestionSheet } from './mark-question'
import { SatAsRows } from './sat-as-rows'
import { useKeyboard } from './use-keyboard'
import { useScoreForm } from './use-score-form'
import { ASKS_FIRST, LEVEL_OPTIONS, SPECIALTY_OPTIONS } from './words'
import { YearChips } from './year-chips'
import './score-form.scss'

/** 成绩: exam years, level and specialty, a mark per required subject, saved explicitly. */
export function ScoreForm({ today, isInFront }: { today: string; isInFront: boolean }) {
  const form = useScoreForm(today)
  const keyboard = useKeyboard()
  const { candidate, year, preview } = form
  const levelIndex = LEVELS.indexOf(candidate.level)
  const prepared = preview?.certificate ? preview : form.isCertifiedEarlier ? form.assessment : undefined
  const toProgress = () => goToTab('progress')
  return (
    <View>
      <YearChips form={form} />
      <LandedCard landed={form.landed} onOpen={toProgress} />
      <View>
        {form.awaited && !form.landed ? (
          <AwaitedChoice awaited={form.awaited} word={form.wordOfAll} onChoose={form.chooseAll} />
        ) : null}
      </View>
      <View className="card">
        <MarkList today={today} form={form} keyboard={keyboard} />
        <SatAsRows form={form} />
        {/* What comes and goes has a place of its own: otherwise the whole page is sent again with it. */}
        <View>
          {form.hasExtensions ? (
            <ExtensionRows
              key={year}
              candidate={candidate}
              year={year}
              latestHeld={form.latestHeld}
              onSave={form.saveChange}
            />
          ) : null}
        </View>
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
      <View>
        {prepared ? (
          <View className="card soft" id="certificate-reached">
            <View className="bold">{certificateWords(prepared)}</View>
            <View className="sub">{form.isCertifiedEarlier ? `${year} 年的成绩不用再填` : afterWords(prepared)}</View>
          </View>
        ) : null}
      </View>
      <Refusal id="save-error" words={form.refused} />
      <View className={`save-bar ${keyboard.covered > 0 ? 'riding' : ''}`} style={{ bottom: `${keyboard.covered}px` }}>
        <Tap id="save-scores" className={`btn ${form.isSaved ? 'off' : ''}`} disabled={form.isSaved} onTap={form.save}>
          <Text>{form.isSaved ? `已保存 ${year} 年` : `保存 ${year} 年`}</Text>
        </Tap>
      </View>
      <View className="cap center mt6">{form.awaited?.phase === 'waiting' && !form.isSaved ? ASKS_FIRST : ''}</View>
      <View>
        {form.isRemovable ? (
          <Tap id="remove-year" className="btn small danger mt8" onTap={() => void form.removeYear()}>
            <Text>{`${form.isRecorded ? '删除' : '去掉'} ${year} 年`}</Text>
          </Tap>
        ) : null}
      </View>
      {/* Room for the page to scroll what the keyboard covers into sight. */}
      <View style={{ height: `${keyboard.covered}px` }} />
      <View>
        {form.asked ? (
          <MarkQuestionSheet
            year={year}
            marks={form.asked}
            onKeep={form.keepMarks}
            onClose={form.dropQuestion}
            onTry={() => {
              form.tryMarks()
              goToPage('planner')
            }}
          />
        ) : null}
      </View>
      <View>
        {form.changing ? (
          <LevelSheet
            candidate={candidate}
            today={today}
            asked={form.changing}
            onChange={form.confirmChange}
            onAddInstead={form.addInstead}
            onClose={form.dropChange}
          />
        ) : null}
      </View>
      <View>
        {form.undoWords && isInFront ? (
          <ToastBar
            words={form.undoWords}
            action={{ id: 'undo', label: '撤销', onTap: form.undo }}
            onLeave={forgetUndo}
          />
        ) : null}
      </View>
    </View>
  )
}
