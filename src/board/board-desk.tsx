import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { useStore } from '../ui/use-store.ts'
import type { Desk } from './desk.ts'
import type { Paper } from './palette.ts'
import { drawWith } from './pen-input.ts'
import { PointerDot } from './pointer-dot.tsx'
import { Sheet } from './sheet.tsx'
import { useInk } from './use-ink.ts'
import { t } from './words.ts'

export interface BoardDeskProps {
  desk: Desk
  /** What the page is without ink. */
  children?: ComponentChildren
  paper?: Paper | undefined
  /** How often the room is told, a second: 12 on a good line, 4 on a thin one. */
  rate?: number | undefined
  label?: string | undefined
}

/** A page of the board to be drawn on. What others draw there shows as it comes. */
export function BoardDesk({ desk, children, paper = 'sheet', rate = 12, label }: BoardDeskProps) {
  const { tool, page, aspect, pointing } = useStore(desk.inHand, (state) => state)
  const { finished, live, draw, show, onSize } = useInk(desk.board, page, paper, 'all', () => desk.own)

  useEffect(() => {
    const element = live.current
    return element ? drawWith(element, desk, () => show.current?.shown() ?? [], draw) : undefined
  }, [desk])

  useEffect(() => {
    const telling = setInterval(() => desk.tell(), 1000 / rate)
    return () => {
      clearInterval(telling)
      desk.tell()
    }
  }, [desk, rate])

  return (
    <Sheet aspect={aspect} label={label ?? t().board} onSize={onSize}>
      <div class="board-page">{children}</div>
      <canvas class="board-ink" ref={finished} role="img" aria-label={t().ink} />
      <canvas class={`board-ink board-surface board-with-${tool}`} ref={live} />
      <PointerDot at={pointing} aspect={aspect} />
    </Sheet>
  )
}
