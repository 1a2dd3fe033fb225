import './tile.css'
import type { ComponentChildren } from 'preact'
import type { IconComponent } from './icons/icon.tsx'
import { Press, type PressProps } from './press.tsx'

export interface TileProps extends PressProps {
  title: ComponentChildren
  /** A lesser line below the title. */
  line?: ComponentChildren
  /** A lesser line above it: an hour, what a number counts. */
  over?: ComponentChildren
  icon?: IconComponent | undefined
  /** A drawn picture, centred above the words, as on the picker of faces. */
  picture?: ComponentChildren
  /** Words at the far end. */
  aside?: ComponentChildren
  /** `primary` for the one thing to do next; `now` for where one is; `past` for what is over. */
  kind?: 'plain' | 'primary' | 'now' | 'past' | undefined
  big?: boolean | undefined
}

/** A sheet of paper with a title. It can be pressed when it has `onClick` or `href`. Children stand below the line. */
export function Tile(props: TileProps) {
  const { title, line, over, icon: Icon, picture, aside, kind = 'plain', big, class: more, children, ...rest } = props
  const look = `ui-tile ui-tile-${kind}${big ? ' ui-tile-big' : ''}${picture ? ' ui-tile-upright' : ''} ${more ?? ''}`
  const content = (
    <>
      {Icon && <Icon size="var(--tile-icon)" />}
      {picture}
      <span class="ui-tile-words">
        {over !== undefined && <span class="ui-tile-over">{over}</span>}
        <span class="ui-tile-title">{title}</span>
        {line !== undefined && <span class="ui-tile-line">{line}</span>}
        {children}
      </span>
      {aside !== undefined && <span class="ui-tile-aside">{aside}</span>}
    </>
  )
  if (rest.href === undefined && !rest.onClick) return <div class={look}>{content}</div>
  return (
    <Press {...rest} class={look}>
      {content}
    </Press>
  )
}
