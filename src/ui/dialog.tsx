import './dialog.css'
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from './button.tsx'
import { IconClose } from './icons/close.tsx'
import { focusIn, useModal } from './modal.ts'
import { kitWords } from './words.ts'

export interface DialogProps {
  title: string
  /** Esc, the close button and a remote's 返回 ask for it. */
  onClose: () => void
  /** Buttons at the foot; the one to press next comes last. */
  actions?: ComponentChildren
  /** Makes it a form: Enter in a field does what its button of `type="submit"` does, unless that is disabled. */
  onSubmit?: (() => void) | undefined
  wide?: boolean | undefined
  children?: ComponentChildren
}

/**
 * A sheet above the page, there as long as it is rendered. The browser keeps the focus in it; it returns where it was.
 * When what had the focus goes, as a button that was pressed, the focus goes to where it was at first.
 */
export function Dialog({ title, onClose, actions, onSubmit, wide, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useModal(dialog, onClose)
  useLayoutEffect(() => {
    if (dialog.current && !dialog.current.contains(document.activeElement)) focusIn(dialog.current)
  })
  const sheet = (
    <>
      <div class="ui-dialog-body">{children}</div>
      {actions && <footer class="ui-dialog-actions">{actions}</footer>}
    </>
  )
  return (
    <dialog ref={dialog} class={`ui-dialog${wide ? ' ui-dialog-wide' : ''}`} aria-labelledby={titleId}>
      <header class="ui-dialog-header">
        <h2 id={titleId}>{title}</h2>
        <Button kind="quiet" icon={IconClose} onClick={onClose}>
          {kitWords().close}
        </Button>
      </header>
      {onSubmit ? (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            onSubmit()
          }}
        >
          {sheet}
        </form>
      ) : (
        sheet
      )}
    </dialog>
  )
}
