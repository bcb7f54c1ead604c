import type { Level } from '@zhuan/exam'
import type { SourceId } from './sources'

/**
 * Figures that a text states, for `npm run facts`: each is compared with what the core computes and with every other
 * text that states the same. Dates are `YYYY-MM-DD`, windows two of them with `/` between.
 */
export type Claims = Readonly<Record<string, number | string>>

/** One statement and where it was read. */
export interface Fact {
  text: string
  from: readonly SourceId[]
  /** The rule behind it, with its number. */
  rule?: string
  /** The evidence is thin, which the screen says. */
  weak?: true
  claims?: Claims
}

/** A step of a guide, or anything else with a heading. */
export interface Step extends Fact {
  title: string
}

/** Something to tick: a paper to bring. `id` stands in the record. */
export interface Item extends Step {
  id: string
  /** Only these levels need it; all where absent. */
  levels?: readonly Level[]
}

/** A place to look something up, the way there in order. */
export interface Place extends Step {
  id: string
  way: readonly string[]
}

/** What stands in the place of a mark. */
export interface ScoreCode extends Step {
  code: string
}

/** What a region has said in the past; what it said is in the core for the post-exam review, `text` adds to it. */
export interface RegionNote {
  region: string
  /** Exam year that the notice was about, where it is known. */
  year?: number
  text?: string
  from: readonly SourceId[]
  claims?: Claims
}

/** Chips over the list of questions. */
export type Topic = 'score' | 'window' | 'certificate' | 'registration'

/** Which of the candidate's own figures stand under an answer. */
export type OwnFigure =
  | 'release'
  | 'recheck'
  | 'window'
  | 'next-lapse'
  | 'last-chance'
  | 'review'
  | 'e-certificate'
  | 'paper'
  | 'first-registration'
  | 'certificate-year'
  | 'next-registration'

/** What candidates ask; `text` answers in two sentences. */
export interface Question extends Fact {
  id: string
  topic: Topic
  ask: string
  own?: OwnFigure
}
