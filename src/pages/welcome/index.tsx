import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Screen } from '@/components/screen'
import { RegionCard } from '@/features/region/region-card'
import { WelcomeView } from '@/features/reminder/welcome-view'
import { sceneOf } from '@/platform/launch'
import { goToTab } from '@/platform/navigation'
import { PAGES } from '@/platform/routes'
import { useTabPage } from '@/platform/tab-page'
import { useArrival } from '@/stores/arrival'
import { adoptRegion } from '@/stores/server/scans'

export default function WelcomePage() {
  const { today, showing } = useTabPage()
  const { number, query } = useArrival(PAGES.welcome, useRouter().params)
  return (
    <Screen showing={showing}>
      <Scanned key={number} scene={sceneOf(query)}>
        <WelcomeView
          today={today}
          showing={showing}
          region={<RegionCard id="region" />}
          onSkip={() => goToTab('progress')}
        />
      </Scanned>
    </Screen>
  )
}

/** Sets the region of the code before anything is shown, once for every scan. */
function Scanned({ scene, children }: { scene: string | undefined; children: React.ReactNode }) {
  useState(() => adoptRegion(scene))
  return children
}
