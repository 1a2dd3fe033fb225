import { type ButtonHTMLAttributes, h, type Ref } from 'preact'

/** What a button and a link have in common; `class`, `aria-*`, `onClick` and the rest reach the element. */
export interface PressProps extends Omit<ButtonHTMLAttributes<HTMLElement>, 'icon' | 'label' | 'title' | 'ref'> {
  /** Makes it a link. */
  href?: string | undefined
  /** With `href`: the name under which the file is saved. */
  download?: string | undefined
  /** The focus lands here when the page or dialog opens, so that a remote's 确定 does the next thing. */
  first?: boolean | undefined
  ref?: Ref<HTMLElement> | undefined
}

/** What can be pressed: a button, or a link when it has a place to go. It looks like nothing by itself. */
export function Press({ href, download, first, children, ref = null, ...rest }: PressProps) {
  const focus = first ? { autofocus: true } : {}
  if (href === undefined) return h('button', { type: 'button', ...focus, ...rest, ref }, children)
  return h('a', { href, download, ...focus, ...rest, ref }, children)
}
