import './menu-list.css'
import type { TargetedKeyboardEvent } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { IconCheck } from './icons/check.tsx'
import type { IconComponent } from './icons/icon.tsx'
import { useModal } from './modal.ts'
import { placeBeside } from './place.ts'
import { Press } from './press.tsx'

export interface MenuItem {
  label: string
  onChoose: () => void
  icon?: IconComponent | undefined
  danger?: boolean | undefined
  disabled?: boolean | undefined
  /** Given where the items are a choice of one: whether it is this one. */
  chosen?: boolean | undefined
}

interface MenuListProps {
  label: string
  items: readonly MenuItem[]
  anchor: HTMLElement | null
  onClose: () => void
}

/** The open menu: arrows move in it, Esc and a touch beside it close it. */
export function MenuList({ label, items, anchor, onClose }: MenuListProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  /** Beside the menu. The click of the finger that has opened it by resting, and is only lifted, does not close it. */
  const putDown = useRef(false)
  useModal(dialog, onClose)
  useLayoutEffect(() => {
    const popup = dialog.current
    if (!popup || !anchor) return
    const size = { width: innerWidth, height: innerHeight }
    const { left, top } = placeBeside(anchor.getBoundingClientRect(), popup.getBoundingClientRect(), size)
    popup.style.left = `${left}px`
    popup.style.top = `${top}px`
  }, [anchor])
  const first = items.find((item) => item.chosen) ?? items.find((item) => !item.disabled)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key that closes it is Esc, which `useModal` hears
    <dialog
      ref={dialog}
      class="ui-menu"
      aria-label={label}
      onPointerDown={(event) => {
        putDown.current = event.target === dialog.current
      }}
      onClick={(event) => {
        if (event.target === dialog.current && putDown.current) onClose()
      }}
    >
      <div role="menu" aria-label={label} onKeyDown={(event) => moveIn(event, onClose)}>
        {items.map((item) => (
          <Item key={item.label} item={item} first={item === first} onClose={onClose} />
        ))}
      </div>
    </dialog>
  )
}

function Item({ item, first, onClose }: { item: MenuItem; first: boolean; onClose: () => void }) {
  const Icon = item.chosen ? IconCheck : item.icon
  const choose = () => {
    onClose()
    item.onChoose()
  }
  return (
    <Press
      class={`ui-menu-item${item.danger ? ' ui-menu-danger' : ''}`}
      role={item.chosen === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={item.chosen}
      disabled={item.disabled}
      first={first}
      onClick={choose}
    >
      {Icon && <Icon />}
      {item.label}
    </Press>
  )
}

/** Arrows go round, Home and End to the ends; Tab leaves the menu, as menus do (ARIA practices, menu button). */
function moveIn(event: TargetedKeyboardEvent<HTMLElement>, onClose: () => void): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('.ui-menu-item:not(:disabled)')]
  const at = items.findIndex((item) => item.matches(':focus'))
  const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }
  const to = moves[event.key]
  if (event.key === 'Tab') onClose()
  else if (to === undefined) return
  else items[(to + items.length) % items.length]?.focus()
  event.preventDefault()
}
