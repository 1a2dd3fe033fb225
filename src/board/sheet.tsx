import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import './board.css'

export interface SheetSize {
  /** CSS px. */
  width: number
  height: number
}

interface SheetProps {
  /** Height by width. */
  aspect: number
  label: string
  children: ComponentChildren
  onSize: (size: SheetSize) => void
}

/**
 * A page of one aspect everywhere, as large as its room lets it be. Within it `--lesson` is in proportion to its width, so that
 * text stands at the same place under the ink on every screen.
 */
export function Sheet({ aspect, label, children, onSize }: SheetProps) {
  const room = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<SheetSize>({ width: 0, height: 0 })

  useLayoutEffect(() => {
    const element = room.current
    if (!element) return
    const measure = () => {
      const width = Math.floor(Math.min(element.clientWidth, element.clientHeight / aspect))
      const next = { width, height: Math.round(width * aspect) }
      setSize((before) => (before.width === next.width && before.height === next.height ? before : next))
      onSize(next)
    }
    measure()
    const sizes = new ResizeObserver(measure)
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [aspect])

  const style = { width: `${size.width}px`, height: `${size.height}px`, '--lesson': `${size.width * 0.029}px` }
  return (
    <div class="board-room" ref={room}>
      <section class="board-sheet" style={style} aria-label={label}>
        {children}
      </section>
    </div>
  )
}
