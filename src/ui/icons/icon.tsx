import type { VNode } from 'preact'

export interface IconProps {
  /** Any CSS length; 1.5 of the text's size unless told. */
  size?: string | undefined
  /** Only for an icon that stands without its word. */
  label?: string | undefined
}

export type IconComponent = (props: IconProps) => VNode

/** A line icon on a grid of 24: a 2 px stroke, mitred corners, butt ends. One file each, so only those used are loaded. */
export function icon(path: string): IconComponent {
  return ({ size = '1.5em', label }) => (
    <svg
      style={{ width: size, height: size }} // as attributes Chromium 88 takes no var() in them
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      role="img"
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
    >
      <path d={path} />
    </svg>
  )
}
