import Taro from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Showing } from './page-shown'

/** China is UTC+8 all year round, without daylight saving. */
const CHINA_OFFSET_MS = 8 * 3_600_000
const MINUTE_MS = 60_000

/** A demonstration day can be set where nobody lives by the answer: in development builds and in the H5 preview. */
const DEMONSTRATION_ALLOWED = process.env.NODE_ENV !== 'production' || process.env.TARO_ENV === 'h5'

/** The browser preview keeps hidden tabs in the same document, where an id may stand only once. */
const KEEPS_HIDDEN_PAGES = process.env.TARO_ENV === 'h5'

/** The day asked for by the launch query `today=YYYY-MM-DD`, if this build allows it. */
function demonstrationDay(): string | undefined {
  if (!DEMONSTRATION_ALLOWED) return undefined
  const asked =
    process.env.TARO_ENV === 'h5'
      ? /[?&]today=(\d{4}-\d{2}-\d{2})/.exec(window.location.href)?.[1]
      : Taro.getLaunchOptionsSync().query?.today
  return asked && !Number.isNaN(Date.parse(`${asked}T00:00:00Z`)) ? asked : undefined
}

/** This instant, ISO in UTC: when something was edited or accepted. A demonstration day does not move it. */
export const instant = (): string => new Date().toISOString()

let demonstration: { day: string | undefined } | undefined

/**
 * The civil minute in China, `YYYY-MM-DDTHH:mm`, whatever zone the phone is set to.
 * This file is the only place of the mini-program that reads the clock.
 */
export function chinaMinute(): string {
  demonstration ??= { day: demonstrationDay() }
  const minute = new Date(Date.now() + CHINA_OFFSET_MS).toISOString().slice(0, 16)
  return demonstration.day ? demonstration.day + minute.slice(10) : minute
}

/** Milliseconds from now until `instant`; negative once it has passed. */
export const millisecondsUntil = (instant: string): number => Date.parse(instant) - Date.now()

/**
 * The current minute for a screen, whose page calls it through `useTabPage`. The page owns the life cycle: it calls `resume` in `useDidShow` and `pause` in
 * `useDidHide`, so that no timer runs behind a hidden page and a page shown on another day is recomputed at once.
 * `showing` tells what is on the page whether it is on the screen. `isInFront` turns false on the preview only: there,
 * ids that another tab has too are given up while the page is hidden.
 */
export function useChinaMinute() {
  const [minute, setMinute] = useState(chinaMinute)
  const [isInFront, setInFront] = useState(true)
  const [showing, setShowing] = useState<Showing>({ now: true })
  const latest = useRef(showing)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const pause = useCallback(() => {
    latest.current.now = false
    if (KEEPS_HIDDEN_PAGES) setInFront(false)
    clearTimeout(timer.current)
    timer.current = undefined
  }, [])
  const resume = useCallback(() => {
    clearTimeout(timer.current)
    if (!latest.current.now) {
      latest.current = { now: true }
      setShowing(latest.current)
    }
    if (KEEPS_HIDDEN_PAGES) setInFront(true)
    setMinute(chinaMinute())
    // Aim at the full minute, so that a countdown changes when the clock on the wall does.
    const untilNextMinute = MINUTE_MS - (Date.now() % MINUTE_MS)
    timer.current = setTimeout(resume, untilNextMinute + 50)
  }, [])
  useEffect(() => pause, [pause])

  return { minute, today: minute.slice(0, 10), showing, isInFront, resume, pause }
}
