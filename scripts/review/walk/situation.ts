import type { WxAnswers } from '@zhuan/weapp-runner'
import type { Call, Control, Sight } from './in-page'

/** A phone and what is on it: its pages are opened one after another, each with the storage that is given here. */
export interface Situation {
  name: string
  /** By their path, with a query where it matters. */
  pages: readonly string[]
  /** The phone's time when a page is opened; the real time when absent. */
  now?: string
  storage?: Record<string, unknown>
  network?: 'none'
  /** Answers to calls of `wx`, beside those that the person gives. */
  wx?: WxAnswers
  /** What is typed into fields, by their ids; two digits into all others. */
  typed?: Readonly<Record<string, string>>
  /** Whoever holds it says no to every message, is not logged in and passes nothing on; otherwise yes to everything. */
  refuses?: boolean
}

/** One tap, and what came of it. */
export interface Tapped {
  key: string
  page: string
  control: Control
  /** What was tapped before, since the page was opened. */
  after: readonly string[]
  /** Nothing has changed that a person or WeChat notices. */
  isDead: boolean
  /** Calls of `wx` that it caused. */
  calls: readonly Call[]
  before: Sight
  then: Sight
}

/** What a walk in one situation found. */
export interface Walked {
  situation: Situation
  tapped: Tapped[]
  /** Everything that could be tapped, by page and key. */
  met: Map<string, Map<string, Control>>
  /** What had been tapped when a control came up, by their keys; none for what is there when its page is opened. */
  openers: Map<string, string>
  /** Pages that taps led to. */
  reached: Set<string>
  /** Pages that asked for messages without a tap. */
  prompts: Set<string>
  /** What went wrong on the way: exceptions, interfaces that are unknown. */
  faults: { page: string; fault: string }[]
}

/** Who holds the phone: what the walk changes of their answers while it goes. */
export interface Person {
  confirms: boolean
}

/** What WeChat and the person answer. */
export const answersOf = ({ refuses, wx }: Situation, person: Person): WxAnswers => ({
  ...wx,
  requestSubscribeMessage: ({ tmplIds }: { tmplIds: string[] }) =>
    Object.fromEntries(tmplIds.map(id => [id, refuses ? 'reject' : 'accept'])),
  showModal: () => ({ confirm: person.confirms, cancel: !person.confirms }),
  login: refuses ? { errMsg: 'login:fail' } : { code: 'code' },
  showShareImageMenu: refuses ? { errMsg: 'showShareImageMenu:fail cancel' } : {},
})
