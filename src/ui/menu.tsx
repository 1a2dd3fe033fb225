import { cloneElement, type VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Button } from './button.tsx'
import { useHold } from './hold.ts'
import { IconChevronDown } from './icons/chevron-down.tsx'
import type { IconComponent } from './icons/icon.tsx'
import { type MenuItem, MenuList } from './menu-list.tsx'
import { kitWords } from './words.ts'

export interface MenuProps {
  items: readonly MenuItem[]
  /** What the menu offers; also the words on its button. */
  label?: string | undefined
  icon?: IconComponent | undefined
}

/** A button that opens a menu. */
export function Menu({ items, label = kitWords().more, icon }: MenuProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLElement>(null)
  return (
    <>
      <Button ref={button} icon={icon} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(true)}>
        {label}
        <IconChevronDown size="1em" />
      </Button>
      {open && <MenuList label={label} items={items} anchor={button.current} onClose={() => setOpen(false)} />}
    </>
  )
}

export interface HoldMenuProps {
  items: readonly MenuItem[]
  label: string
  /** A Tile or Button. Its own touch stays what it is. */
  children: VNode
  /** What a finger's tap does, where it must not wait for the click; the child does the same when it is clicked. */
  onTap?: (() => void) | undefined
}

/** A menu behind a long press, a right click or the menu key (Shift+F10) of what it holds. */
export function HoldMenu({ items, label, children, onTap }: HoldMenuProps) {
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLDivElement>(null)
  const hold = useHold(() => setOpen(true), onTap)
  return (
    <>
      <div class="ui-hold-menu" ref={anchor} {...hold}>
        {cloneElement(children, { 'aria-haspopup': 'menu', 'aria-expanded': open })}
      </div>
      {open && <MenuList label={label} items={items} anchor={anchor.current} onClose={() => setOpen(false)} />}
    </>
  )
}
