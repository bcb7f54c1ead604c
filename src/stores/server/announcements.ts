import { useCandidateStore } from '../candidate-store'
import { server } from './call'
import { type Feed, keep, useServerMemory } from './memory'
import { usableAnnouncements } from './usable-announcements'

let asking: { region: string | null; answer: Promise<void> } | undefined

/**
 * Asks what was announced for the chosen region. Nobody waits for it: the calendar shows what was heard last, and
 * changes when something new has come. A phone may be handed a 304 as a 200, so revisions are compared.
 */
export function refreshAnnouncements(): Promise<void> {
  const { region } = useCandidateStore.getState()
  if (asking?.region === region) return asking.answer
  const answer = ask(region).finally(() => {
    if (asking?.answer === answer) asking = undefined
  })
  asking = { region, answer }
  return answer
}

async function ask(region: string | null): Promise<void> {
  const { feed } = useServerMemory.getState()
  const known = feed?.region === region ? feed : null
  const answer = await server('getAnnouncements', {
    query: region === null ? {} : { region },
    ...(known?.etag && { headers: { 'if-none-match': known.etag } }),
  })
  if (answer.status !== 200 || known?.revision === answer.body.revision) return
  // Meanwhile another region was chosen: its own answer is on its way.
  if (useCandidateStore.getState().region !== region) return
  const { revision, updatedAt, announcements } = answer.body
  const { etag } = answer.headers
  const next: Feed = { region, revision, updatedAt, announcements: usableAnnouncements(announcements) }
  keep({ feed: etag ? { ...next, etag } : next })
}
