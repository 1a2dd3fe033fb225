import './notice.css'
import type { ComponentChildren } from 'preact'
import { Button } from './button.tsx'
import { IconCheck } from './icons/check.tsx'
import { IconClock } from './icons/clock.tsx'
import { IconClose } from './icons/close.tsx'
import type { IconComponent } from './icons/icon.tsx'
import { IconInfo } from './icons/info.tsx'
import { IconWarning } from './icons/warning.tsx'
import { kitWords } from './words.ts'

export type NoticeKind = 'hint' | 'waiting' | 'attention' | 'done'

export interface NoticeProps {
  kind?: NoticeKind | undefined
  /** Who says it, or in short what. */
  title?: ComponentChildren
  /** In place of the kind's own; `null` for none, as beside a child's sum. */
  icon?: IconComponent | null | undefined
  /** One button. */
  action?: ComponentChildren
  onClose?: (() => void) | undefined
  children: ComponentChildren
}

/** A strip that tells something on the page itself. Only what a person must act on interrupts a screen reader. */
export function Notice({ kind = 'hint', title, icon, action, onClose, children }: NoticeProps) {
  const Icon = icon === undefined ? icons[kind] : icon
  return (
    <div class={`ui-notice ui-notice-${kind}`} role={kind === 'attention' ? 'alert' : 'status'}>
      {Icon && <Icon />}
      <div class="ui-notice-body">
        <div class="ui-notice-words">
          {title !== undefined && <strong>{title}</strong>}
          <div>{children}</div>
        </div>
        {action}
        {onClose && (
          <Button kind="quiet" icon={IconClose} onClick={onClose}>
            {kitWords().close}
          </Button>
        )}
      </div>
    </div>
  )
}

const icons: Record<NoticeKind, IconComponent> = {
  hint: IconInfo,
  waiting: IconClock,
  attention: IconWarning,
  done: IconCheck,
}
