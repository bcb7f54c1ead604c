import type { ShareCard } from '@zhuan/api/share-card'
import { useEffect, useMemo, useRef, useState } from 'react'
import { HAS_SERVER } from '@/platform/request'
import { share, shareCode } from '@/stores/server/shares'
import { type Trouble, troubleOf } from '@/stores/server/trouble'
import type { CountdownWords } from '@/words/countdown'
import { cardWords, shareTitle } from './card-words'
import { render } from './render'

/** What goes out when the page is shared. WeChat asks for it at once, so it has to lie ready; what is missing is left out. */
export interface Prepared {
  title: string
  /** Of the link; without it the app itself is passed on. */
  id?: string
  /** Beside the message, 5 : 4. */
  friend?: string
  poster?: string
  /** The pictures and the link are as far as they will get. */
  isDone?: boolean
  /** Why there is no link. */
  trouble?: Trouble
}

/**
 * Makes link and pictures of a card ready, again when the card changes; each part stands for itself. What was made for
 * another card is not given for this one: whoever has just hidden the marks must not send the link that shows them.
 */
export function usePrepared(card: ShareCard, showMarks: boolean, countdown: CountdownWords | undefined): Prepared {
  const text = JSON.stringify([card, showMarks])
  const [made, setMade] = useState<{ of: string; prepared: Prepared }>()
  const latest = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is the card
  const nothing = useMemo(() => ({ title: shareTitle(card) }), [text])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is the card; the day of the countdown changes no link
  useEffect(() => {
    const own = ++latest.current
    let prepared: Prepared = nothing
    const add = (more: Partial<Prepared>) => {
      prepared = { ...prepared, ...more }
      if (own === latest.current) setMade({ of: text, prepared })
    }
    const words = { card: cardWords(card), countdown }
    const picture = (kind: 'friend' | 'poster', code?: string) => render(kind, words, code).catch(() => undefined)
    const prepare = async () => {
      add({ friend: await picture('friend') })
      const linked: Pick<Prepared, 'id' | 'trouble'> = HAS_SERVER
        ? await share(card, showMarks).then(
            id => ({ id }),
            error => ({ trouble: troubleOf(error) }),
          )
        : {}
      add(linked)
      const code = linked.id === undefined ? undefined : await shareCode(linked.id).catch(() => undefined)
      // A code that cannot be drawn must not cost the poster.
      add({ poster: (await picture('poster', code)) ?? (await picture('poster')), isDone: true })
    }
    void prepare()
    return () => void latest.current++
  }, [text])
  return made?.of === text ? made.prepared : nothing
}
