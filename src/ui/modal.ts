import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/**
 * Opens a `<dialog>` above all else while it is rendered, and gives the focus back to where it was. Esc and a phone's
 * gesture for going back ask to close it; the page below never hears that Esc.
 */
export function useModal(dialog: RefObject<HTMLDialogElement | null>, onClose: () => void): void {
  const close = useRef(onClose)
  close.current = onClose
  useLayoutEffect(() => {
    const opened = dialog.current
    if (!opened) return
    const before = document.activeElement
    const askToClose = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      close.current()
    }
    opened.addEventListener('cancel', askToClose)
    opened.addEventListener('keydown', askToClose)
    opened.showModal()
    return () => {
      opened.removeEventListener('cancel', askToClose)
      opened.removeEventListener('keydown', askToClose)
      // Chromium gives the focus back by itself since 102 only, and what lies below an open dialog takes none.
      opened.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [dialog])
}
