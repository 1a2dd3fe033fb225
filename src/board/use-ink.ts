import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { InkBoard } from '../../core/ink/board.ts'
import type { InkRefusal } from '../../core/ink/coding.ts'
import { tickMs } from '../../core/ink/measures.ts'
import { Pace } from '../../core/ink/pace.ts'
import type { PageRef } from '../../core/ink/page-ref.ts'
import { InkShow, type OwnStroke } from './ink-show.ts'
import { inkColours, type Paper } from './palette.ts'
import type { SheetSize } from './sheet.tsx'
import { useDark } from './use-dark.ts'

/**
 * Which moment is shown: `all`, all there is; `live`, what comes, as evenly as it was drawn; or what a clock says, in room
 * ms, as that of the sound that is being heard.
 */
export type Moment = 'all' | 'live' | (() => number)

export interface InkLayers {
  finished: RefObject<HTMLCanvasElement | null>
  live: RefObject<HTMLCanvasElement | null>
  onSize: (size: SheetSize) => void
  /** Draws at the next frame, as often as it is called meanwhile. */
  draw: () => void
  show: RefObject<InkShow | null>
  /** Of a stroke that cannot be shown: why. */
  refused: InkRefusal | undefined
}

/** Keeps two canvases showing a page's ink, sharp at any size and at the screen's density. */
export function useInk(
  board: InkBoard,
  page: PageRef,
  paper: Paper,
  moment: Moment,
  own?: () => OwnStroke | undefined,
): InkLayers {
  const finished = useRef<HTMLCanvasElement>(null)
  const live = useRef<HTMLCanvasElement>(null)
  const show = useRef<InkShow | null>(null)
  const pace = useRef(new Pace())
  /** When the first came of what was not shown yet. */
  const came = useRef<number | undefined>(undefined)
  const frame = useRef(0)
  /** The moment from which on nothing more of what is there will change. */
  const still = useRef<number | undefined>(undefined)
  const now = useRef({ page, moment, own })
  now.current = { page, moment, own }
  const [size, setSize] = useState<SheetSize>({ width: 0, height: 0 })
  const [refused, setRefused] = useState<InkRefusal>()
  const dark = useDark()
  const density = useDensity()

  const draw = () => {
    if (frame.current === 0) frame.current = requestAnimationFrame(paint)
  }
  const paint = () => {
    frame.current = 0
    const ink = show.current
    if (!ink) return
    const news = ink.news()
    if (news) pace.current.heard(news.from, news.to, came.current ?? performance.now())
    came.current = undefined
    const { moment: of, own: drawing } = now.current
    const at = shownMoment(of, pace.current)
    const next = ink.show(at, drawing?.())
    still.current = next === 'still' ? at : undefined
    setRefused(ink.refused)
    if ((of !== 'all' && next === 'moving') || (of === 'live' && next === 'waiting')) draw()
  }

  useLayoutEffect(() => {
    const layers = [finished.current?.getContext('2d'), live.current?.getContext('2d')] as const
    if (!layers[0] || !layers[1]) return
    const ink = new InkShow(board, [layers[0], layers[1]], page, inkColours(paper, dark))
    show.current = ink
    ink.news() // what was there before is no news of the line
    const end = board.onChange((changed) => {
      if (changed === now.current.page) came.current ??= performance.now()
      draw()
    })
    draw()
    return () => {
      end()
      ink.close()
      show.current = null
    }
  }, [board])

  useLayoutEffect(() => {
    for (const canvas of [finished.current, live.current]) {
      if (!canvas) continue
      canvas.width = Math.round(size.width * density)
      canvas.height = Math.round(size.height * density)
    }
    show.current?.restart(page, inkColours(paper, dark))
    show.current?.news()
    draw()
  }, [board, page, paper, dark, size.width, size.height, density])

  useEffect(() => {
    if (typeof moment !== 'function') return
    // A clock may run, stop and leap, and what it comes upon is not announced. A frame costs a weak device much, be nothing new in it.
    const looking = setInterval(() => {
      const { moment: of } = now.current
      if (typeof of !== 'function' || still.current === undefined || of() < still.current) draw()
    }, tickMs)
    return () => clearInterval(looking)
  }, [typeof moment])

  useEffect(() => () => cancelAnimationFrame(frame.current), [])

  return { finished, live, draw, show, onSize: setSize, refused }
}

function shownMoment(moment: Moment, pace: Pace): number {
  if (moment === 'all') return Number.POSITIVE_INFINITY
  return moment === 'live' ? pace.shown(performance.now()) : moment()
}

/** Pixels of the screen by CSS px; it changes with the browser's zoom, and with the window's screen. */
function useDensity(): number {
  const [density, setDensity] = useState(devicePixelRatio)
  useEffect(() => {
    const query = matchMedia(`(resolution: ${density}dppx)`)
    const change = () => setDensity(devicePixelRatio)
    query.addEventListener('change', change)
    return () => query.removeEventListener('change', change)
  }, [density])
  return density
}
