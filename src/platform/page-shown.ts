import { createContext, useContext, useRef, useSyncExternalStore } from 'react'

/**
 * Whether a page is on the screen: changed in place when the page is left, which renders nothing, and replaced when it
 * is shown again, which renders what changed meanwhile.
 */
export interface Showing {
  now: boolean
}

/** Of the page around. Tabs that were open once stay alive behind it. */
export const PageShowing = createContext<Showing>({ now: true })

/**
 * What `read` gives while the page is shown, and what it gave last while the page is hidden: a hidden page is not
 * rendered, has nothing to send over the bridge, and takes in all that changed at once when it is shown again.
 * @param subscribe of the store that is read
 * @param read gives the same value until the store changes
 */
export function useWhileShown<T>(subscribe: (onChange: () => void) => () => void, read: () => T): T {
  const showing = useContext(PageShowing)
  const held = useRef<{ value: T }>()
  return useSyncExternalStore(subscribe, () => {
    if (showing.now || !held.current) held.current = { value: read() }
    return held.current.value
  })
}
