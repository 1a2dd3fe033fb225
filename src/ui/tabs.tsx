import './tabs.css'
import type { ComponentChildren, TargetedKeyboardEvent } from 'preact'
import { useId } from 'preact/hooks'
import type { IconComponent } from './icons/icon.tsx'
import { Press } from './press.tsx'

export interface Tab<Key extends string> {
  key: Key
  label: string
  /** A number beside the word. */
  count?: number | undefined
  icon?: IconComponent | undefined
}

export interface TabsProps<Key extends string> {
  /** What is divided. */
  label: string
  tabs: readonly Tab<Key>[]
  chosen: Key
  onChoose: (key: Key) => void
  /** What the chosen tab shows. */
  children: ComponentChildren
}

/** Views of one thing side by side. One stop for Tab; arrows, Home and End choose. */
export function Tabs<Key extends string>({ label, tabs, chosen, onChoose, children }: TabsProps<Key>) {
  const id = useId()
  const move = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const at = tabs.findIndex((tab) => tab.key === chosen)
    const moves: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 }
    const to = moves[event.key]
    if (to === undefined) return
    const index = (to + tabs.length) % tabs.length
    const tab = tabs[index]
    if (!tab) return
    event.preventDefault()
    onChoose(tab.key)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus()
  }
  return (
    <>
      <div class="ui-tabs" role="tablist" tabIndex={-1} aria-label={label} onKeyDown={move}>
        {tabs.map(({ key, label, count, icon: Icon }) => (
          <Press
            key={key}
            class="ui-tab"
            role="tab"
            id={`${id}-${key}`}
            aria-controls={`${id}-panel`}
            aria-selected={key === chosen}
            tabIndex={key === chosen ? 0 : -1}
            onClick={() => onChoose(key)}
          >
            {Icon && <Icon />}
            {label}
            {!!count && <span class="ui-tab-count">{count}</span>}
          </Press>
        ))}
      </div>
      <div class="ui-tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`}>
        {children}
      </div>
    </>
  )
}
