import { StorageError } from '@/platform/storage'
import { useCandidateStore } from './candidate-store'
import { type Drafts, EMPTY_YEAR_DRAFT, withoutDrafts, type YearDraft } from './drafts'

/** A draft that finds no room on the phone stays in the app: the save that follows says so. */
function keep(drafts: Drafts): void {
  try {
    useCandidateStore.setState({ drafts })
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
  }
}

/** Changes what is entered for an exam year and not saved yet; without a change, the year is kept as it is. */
export function editDraft(year: number, change: (draft: YearDraft) => YearDraft = draft => draft): void {
  const { drafts } = useCandidateStore.getState()
  keep({ ...drafts, years: { ...drafts.years, [year]: change(drafts.years[year] ?? EMPTY_YEAR_DRAFT) } })
}

export const forgetDraft = (year: number): void => keep(withoutDrafts(useCandidateStore.getState().drafts, [year]))

/** What the first run has chosen so far. */
export const chooseNewcomer = (newcomer: NonNullable<Drafts['newcomer']>): void =>
  keep({ ...useCandidateStore.getState().drafts, newcomer })
