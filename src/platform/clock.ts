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

/** What the launch query `today=` asks for, if this build allows it. */
function askedDay(): string | undefined {
  if (!DEMONSTRATION_ALLOWED) return undefined
  return process.env.TARO_ENV === 'h5'
    ? /[?&]today=([^&#]*)/.exec(window.location.href)?.[1]
    : Taro.getLaunchOptionsSync().query?.today
}

/** Whether there is such a day, `YYYY-MM-DD`: a `Date` reads February 30 as March 2. */
function isDay(text: string): boolean {
  const instant = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === text
}

interface Demonstration {
  day?: string
  /** What was asked for and is no day. */
  refused?: string
}

let demonstration: Demonstration | undefined

/** The day that is shown instead of today, `today=YYYY-MM-DD` in the launch query; read once. */
export function demonstrated(): Demonstration {
  const asked = demonstration ? '' : askedDay()
  demonstration ??= !asked ? {} : isDay(asked) ? { day: asked } : { refused: asked }
  return demonstration
}

/** This instant, ISO in UTC: when something was edited or accepted. A demonstration day does not move it. */
export const instant = (): string => new Date().toISOString()

/**
 * The civil minute in China, `YYYY-MM-DDTHH:mm`, whatever zone the phone is set to.
 * This file is the only place of the mini-program that reads the clock.
 */
export function chinaMinute(): string {
  const { day } = demonstrated()
  const minute = new Date(Date.now() + CHINA_OFFSET_MS).toISOString().slice(0, 16)
  return day ? day + minute.slice(10) : minute
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
