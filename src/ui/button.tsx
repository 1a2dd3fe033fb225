import './button.css'
import type { IconComponent } from './icons/icon.tsx'
import { Press, type PressProps } from './press.tsx'

export interface ButtonProps extends PressProps {
  /** `primary` for the one thing to do next, once a screen. */
  kind?: 'plain' | 'primary' | 'quiet' | 'danger' | undefined
  big?: boolean | undefined
  icon?: IconComponent | undefined
  /** For a button that stays down, as a pen that is in the hand. */
  pressed?: boolean | undefined
}

export function Button({ kind = 'plain', big, icon: Icon, pressed, class: more, children, ...rest }: ButtonProps) {
  return (
    <Press
      {...rest}
      class={`ui-button ui-button-${kind}${big ? ' ui-button-big' : ''} ${more ?? ''}`}
      aria-pressed={pressed}
    >
      {Icon && <Icon />}
      {children}
    </Press>
  )
}
