import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { screenType } from '@/platform/appearance'
import { demonstrated } from '@/platform/clock'
import { PageShowing, type Showing } from '@/platform/page-shown'

interface ScreenProps {
  /** For pages that hold still while they are hidden. */
  showing?: Showing
  /** Only text, nothing to tap: the preview's keyboard scrolls it once it has the focus. */
  reading?: boolean
}

const ALWAYS: Showing = { now: true }

/** The root of every page: tokens, theme and type scale hang on its class. */
export function Screen({ showing = ALWAYS, reading, children }: PropsWithChildren<ScreenProps>) {
  const { refused } = demonstrated()
  const focusable = reading && process.env.TARO_ENV === 'h5' ? { tabIndex: 0 } : {}
  return (
    <PageShowing.Provider value={showing}>
      <View {...screenType()} {...focusable}>
        {refused ? (
          <View id="no-such-day" className="card bad error">{`没有“${refused}”这一天，按今天显示。`}</View>
        ) : null}
        {children}
      </View>
    </PageShowing.Provider>
  )
}
