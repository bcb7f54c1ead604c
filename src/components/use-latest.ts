import { useCallback, useRef } from 'react'

/**
 * The same function for as long as a component lives, which calls the latest `handler`. Taro sends a field's value
 * again whenever one of its properties changes, and a handler made at every render is such a change.
 */
export function useLatest<Arguments extends unknown[]>(
  handler: (...args: Arguments) => void,
): (...args: Arguments) => void {
  const latest = useRef(handler)
  latest.current = handler
  return useCallback((...args: Arguments) => latest.current(...args), [])
}
