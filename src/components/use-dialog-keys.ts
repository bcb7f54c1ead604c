import { useEffect } from 'react'
import { useLatest } from './use-latest'

const FOCUSABLE = 'input, textarea, select, [tabindex="0"]'
/** What scrolls a page of the preview. */
const SCROLLERS = 'html, .taro-tabbar__panel, .taro_page'

/** The next of a ring, from which Tab does not lead out. */
function moveFocus(event: KeyboardEvent, dialog: HTMLElement): void {
  const ring = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(each => each.getClientRects().length > 0)
  const at = ring.indexOf(document.activeElement as HTMLElement)
  const leaves = event.shiftKey ? at <= 0 : at === ring.length - 1
  if (!leaves) return
  event.preventDefault()
  ring[event.shiftKey ? ring.length - 1 : 0]?.focus()
}

function useDialogKeysOfPreview(id: string, onClose: () => void): void {
  const close = useLatest(onClose)
  useEffect(() => {
    const dialog = document.getElementById(id) as HTMLElement
    const opener = document.activeElement as HTMLElement | null
    const scrollers = [...document.querySelectorAll(SCROLLERS)]
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close()
      if (event.key === 'Tab') moveFocus(event, dialog)
    }
    dialog.tabIndex = -1
    // Taro's elements cannot be seen, and so not take the focus, before the browser has drawn them once.
    const drawn = requestAnimationFrame(() => setTimeout(() => dialog.focus()))
    // On its way down: Taro's text area lets no key of its own come up again.
    document.addEventListener('keydown', onKey, true)
    for (const each of scrollers) each.classList.add('held')
    return () => {
      cancelAnimationFrame(drawn)
      document.removeEventListener('keydown', onKey, true)
      for (const each of scrollers) each.classList.remove('held')
      opener?.focus()
    }
  }, [id, close])
}

/** The preview's dialogs: they take the focus and keep it, close on Escape, give it back, and hold the page below still. */
export const useDialogKeys: typeof useDialogKeysOfPreview =
  process.env.TARO_ENV === 'h5' ? useDialogKeysOfPreview : () => {}
