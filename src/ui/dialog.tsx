import './dialog.css'
import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'
import { Button } from './button.tsx'
import { IconClose } from './icons/close.tsx'
import { useModal } from './modal.ts'
import { kitWords } from './words.ts'

export interface DialogProps {
  title: string
  /** Esc, the close button and a remote's 返回 ask for it. */
  onClose: () => void
  /** Buttons at the foot; the one to press next comes last. */
  actions?: ComponentChildren
  wide?: boolean | undefined
  children?: ComponentChildren
}

/** A sheet above the page, there as long as it is rendered. The browser keeps the focus in it; it returns where it was. */
export function Dialog({ title, onClose, actions, wide, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useModal(dialog)
  return (
    <dialog
      ref={dialog}
      class={`dialog${wide ? ' dialog-wide' : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header class="dialog-header">
        <h2 id={titleId}>{title}</h2>
        <Button kind="quiet" icon={IconClose} onClick={onClose}>
          {kitWords().close}
        </Button>
      </header>
      <div class="dialog-body">{children}</div>
      {actions && <footer class="dialog-actions">{actions}</footer>}
    </dialog>
  )
}
