import type { SubscribeOutcome } from '@zhuan/api/vocabulary'
import { useRef, useState } from 'react'
import { instant } from '@/platform/clock'
import { randomUuid } from '@/platform/random-id'
import { askToSubscribe, readSubscriptionSettings, type SubscriptionSettings } from '@/platform/subscribe'
import { quietly } from '@/stores/server/call'
import { useServerMemory } from '@/stores/server/memory'
import { deliverOutbox, queueAcceptance } from '@/stores/server/outbox'
import { reportProblem } from '@/stores/server/reports'
import { refreshTemplates } from '@/stores/server/templates'
import type { Offer } from './offers'
import { OURS } from './words'

/** What one tap can ask for: worked out before it. */
export interface Plan {
  templateIds: string[]
  offers: readonly Offer[]
}

/** What came of the last tap. */
export type Result = { outcome: Record<string, SubscribeOutcome> } | { errCode: number | undefined }

/** WeChat's own errCode for a list that it could not load. */
const NO_NETWORK = 10002

/** WeChat once said that it was asked for too many at a time: from then on, one by one. */
let most = 3
export const mostTemplates = (): number => most

/**
 * Asking for reminders: WeChat's settings, read when the page is shown, and the tap itself, whose first call is WeChat's
 * popup. The server hears of it afterwards.
 */
export function useSubscribing() {
  const [settings, setSettings] = useState<SubscriptionSettings>()
  const [result, setResult] = useState<Result>()
  const asking = useRef(false)

  /** To be called when the page is shown, and when somebody is back from WeChat's settings. */
  const readSettings = () => void readSubscriptionSettings().then(setSettings)

  const subscribe = ({ templateIds, offers }: Plan) => {
    if (asking.current) return
    if (templateIds.length === 0) return failWithoutTemplates()
    const answer = askToSubscribe(templateIds)
    asking.current = true
    void answer.then(asked => {
      asking.current = false
      setResult(asked)
      if ('outcome' in asked) accept(asked.outcome, offers)
      else fail(asked.errCode)
      // A tap may have been answered with 总是保持, or by it.
      readSettings()
    })
  }
  /** The list has never been read: without it there is nothing to ask WeChat for. */
  const failWithoutTemplates = () => {
    setResult({ errCode: NO_NETWORK })
    quietly(refreshTemplates())
  }
  return { settings, result, readSettings, subscribe }
}

function accept(outcome: Record<string, SubscribeOutcome>, offers: readonly Offer[]): void {
  const { templates, session } = useServerMemory.getState()
  const isAccepted = (id: string | undefined) => id !== undefined && outcome[id] === 'accept'
  // A refusal alone is no reason to log somebody in.
  if (!session && !Object.values(outcome).includes('accept')) return
  const reminders = offers.map(({ wanted }) => wanted).filter(({ kind }) => isAccepted(templates?.templates[kind]))
  queueAcceptance({ acceptanceId: randomUuid(), acceptedAt: instant(), outcome, reminders })
  void deliverOutbox({ byTap: true })
}

function fail(errCode: number | undefined): void {
  if (errCode === 20003) most = 1
  if (errCode === undefined || !OURS.includes(errCode)) return
  reportProblem({ message: `requestSubscribeMessage errCode ${errCode}` })
  quietly(refreshTemplates({ anyway: true }))
}
