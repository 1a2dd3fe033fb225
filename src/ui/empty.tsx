import './empty.css'
import type { ComponentChildren } from 'preact'

export interface EmptyProps {
  /** One of `pictures/`. */
  picture: ComponentChildren
  /** One sentence: what is not here and why that is all right. */
  children: ComponentChildren
  /** One button. */
  action?: ComponentChildren
}

/** What stands where nothing is yet. */
export function Empty({ picture, children, action }: EmptyProps) {
  return (
    <div class="ui-empty">
      {picture}
      <p>{children}</p>
      {action}
    </div>
  )
}
