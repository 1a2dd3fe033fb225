import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/**
 * Opens a `<dialog>` above all else while it is rendered, and gives the focus back to where it was, or to the page's title
 * if that cannot take it any more. Esc and a phone's gesture for going back ask to close it; the page below never hears
 * that Esc. An Enter that is held since before it opened does nothing in it.
 */
export function useModal(dialog: RefObject<HTMLDialogElement | null>, onClose: () => void): void {
  const close = useRef(onClose)
  close.current = onClose
  useLayoutEffect(() => {
    const opened = dialog.current
    if (!opened) return
    const before = document.activeElement
    const askToClose = (event: Event) => {
      event.preventDefault()
      event.stopPropagation()
      close.current()
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') askToClose(event)
      else if (event.key === 'Enter' && event.repeat && !(event.target instanceof HTMLTextAreaElement))
        event.preventDefault()
    }
    opened.addEventListener('cancel', askToClose)
    opened.addEventListener('keydown', onKey)
    opened.showModal()
    focusIn(opened)
    return () => {
      opened.removeEventListener('cancel', askToClose)
      opened.removeEventListener('keydown', onKey)
      // Chromium gives the focus back by itself since 102 only, and what lies below an open dialog takes none.
      opened.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
      // What opened it may go by what was done in it: a reader then begins with the page's title again.
      queueMicrotask(() => {
        if (document.activeElement === document.body) document.querySelector<HTMLElement>('h1[tabindex]')?.focus()
      })
    }
  }, [dialog])
}

/** The focus goes to what asked for it (`first`), or to the first field: to what closes the dialog only if there is neither. */
export function focusIn(dialog: HTMLDialogElement): void {
  const field = ':is(input, select, textarea):not(:disabled)'
  const to = dialog.querySelector<HTMLElement>('[autofocus]:not(:disabled)') ?? dialog.querySelector<HTMLElement>(field)
  const any = to ?? dialog.querySelector<HTMLElement>('button:not(:disabled)')
  any?.focus()
}
