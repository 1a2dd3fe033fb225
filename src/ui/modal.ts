import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

/** Opens a `<dialog>` above all else while it is rendered, and gives the focus back to where it was. */
export function useModal(dialog: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    return () => {
      // Chromium does this by itself since 102 only.
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [dialog])
}
