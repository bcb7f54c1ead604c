import { onEnter, sceneOf } from '@/platform/launch'
import { onNetworkBack } from '@/platform/network'
import { reportErrors } from '@/platform/report-errors'
import { HAS_SERVER } from '@/platform/request'
import { offerUpdates } from '@/platform/update'
import { noteArrival } from '../arrival'
import { useCandidateStore } from '../candidate-store'
import { refreshAnnouncements } from './announcements'
import { quietly } from './call'
import { useServerMemory } from './memory'
import { deliverOutbox } from './outbox'
import { endPointlessReminders, moveReminders } from './reminders'
import { reportProblem } from './reports'
import { noteScan } from './scans'
import { pendingEdits, syncRecord } from './sync'

/**
 * What the app does beside its pages, from its start on: it takes in where it was entered, asks the server what is new
 * whenever it is shown, and tells of errors. No page waits for any of it.
 */
export function startServerWork(): void {
  onEnter(entry => {
    if (entry) {
      noteArrival(entry.path, entry.query)
      const scene = sceneOf(entry.query)
      if (scene && HAS_SERVER) quietly(noteScan(scene))
    }
    // The first page is shown first.
    setTimeout(exchange)
  })
  onNetworkBack(exchange)
  useCandidateStore.subscribe((record, before) => {
    if (!HAS_SERVER) return
    if (record.region !== before.region) {
      quietly(refreshAnnouncements())
      moveReminders(record.region)
    }
    if (record.checklists !== before.checklists) endPointlessReminders()
    if (record.edited !== before.edited && useServerMemory.getState().sync.on && pendingEdits().length > 0)
      quietly(syncRecord())
  })
  offerUpdates()
  if (HAS_SERVER) reportErrors(reportProblem)
}

/** One request, another where the record is synced, and one for every tap that waits. */
function exchange(): void {
  if (!HAS_SERVER) return
  quietly(refreshAnnouncements())
  quietly(syncRecord())
  endPointlessReminders()
  if (useServerMemory.getState().outbox.length > 0) quietly(deliverOutbox())
}
