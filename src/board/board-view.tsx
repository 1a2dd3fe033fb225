import type { ComponentChildren } from 'preact'
import type { InkBoard } from '../../core/ink/board.ts'
import type { PageRef } from '../../core/ink/page-ref.ts'
import type { Paper } from './palette.ts'
import { type PointedAt, PointerDot } from './pointer-dot.tsx'
import { Sheet } from './sheet.tsx'
import { type Moment, useInk } from './use-ink.ts'
import { refusalInWords, t } from './words.ts'

export interface BoardViewProps {
  /** The room's ink: whoever hears of pieces and facts gives them to it, and they are shown. */
  board: InkBoard
  page: PageRef
  /** Height by width; the same on every screen of the room. */
  aspect: number
  /** What the page is without ink. */
  children?: ComponentChildren
  paper?: Paper | undefined
  /** Live by itself; a replay, or a lesson in step with its sound, gives its clock. */
  moment?: Moment | undefined
  pointer?: PointedAt | undefined
  label?: string | undefined
}

/** A page of the board to be looked at: a classroom's, and a replay's at whatever moment. */
export function BoardView({
  board,
  page,
  aspect,
  children,
  paper = 'sheet',
  moment = 'live',
  ...rest
}: BoardViewProps) {
  const { finished, live, onSize, refused } = useInk(board, page, paper, moment)
  return (
    <Sheet aspect={aspect} label={rest.label ?? t().board} onSize={onSize}>
      <div class="board-page">{children}</div>
      <canvas class="board-ink" ref={finished} role="img" aria-label={t().ink} />
      <canvas class="board-ink" ref={live} />
      <PointerDot at={rest.pointer} aspect={aspect} led />
      <p class="board-refused" role="status">
        {refused && refusalInWords(refused)}
      </p>
    </Sheet>
  )
}
