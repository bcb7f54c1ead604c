import { type Candidate, LEVELS, SPECIALTIES } from '@zhuan/exam'
import { ask } from '@/platform/dialog'
import { withSpecialty } from './score-form-state'
import { LEVEL_CHANGE, LEVEL_OPTIONS, SPECIALTY_CHANGE, SPECIALTY_OPTIONS } from './words'

/**
 * What choosing another level or specialty does: asks where entered scores are affected, then saves at once.
 * @param isNew nothing is stored yet: then choosing what is shown already counts as a choice
 * @param commit saves, with the words for what was chosen
 */
export function levelChoice(candidate: Candidate, isNew: boolean, commit: (next: Candidate, words: string) => boolean) {
  return {
    chooseLevel: async (index: number) => {
      const level = LEVELS[index]
      if (!level || (level === candidate.level && !isNew)) return
      const name = LEVEL_OPTIONS[index] as string
      const question = { title: LEVEL_CHANGE.title, content: LEVEL_CHANGE.content(name), confirmText: '换' }
      if (candidate.sittings.length > 0 && !(await ask(question))) return
      commit({ ...candidate, level }, `考试级别：${name}`)
    },
    chooseSpecialty: async (index: number) => {
      const next = SPECIALTIES[index]
      if (!next || (next === candidate.specialty && !isNew)) return
      const name = SPECIALTY_OPTIONS[index] as string
      const from = SPECIALTY_OPTIONS[SPECIALTIES.indexOf(candidate.specialty)] as string
      const question = {
        title: SPECIALTY_CHANGE.title,
        content: SPECIALTY_CHANGE.content(from, name),
        confirmText: '换',
      }
      const matters = candidate.sittings.some(({ marks }) => marks.practice !== undefined)
      if (matters && !(await ask(question))) return
      commit(withSpecialty(candidate, next), `专业类别：${name}`)
    },
  }
}
