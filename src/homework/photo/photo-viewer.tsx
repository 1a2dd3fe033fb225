import { useEffect, useRef, useState } from 'preact/hooks'
import type { Photo } from '../../../core/rows/work.ts'
import { Button } from '../../ui/button.tsx'
import { IconClose } from '../../ui/icons/close.tsx'
import { IconMinus } from '../../ui/icons/minus.tsx'
import { IconPlus } from '../../ui/icons/plus.tsx'
import { IconUndo } from '../../ui/icons/undo.tsx'
import { useModal } from '../../ui/modal.ts'
import { Notice } from '../../ui/notice.tsx'
import { usePhoto } from './use-photo.ts'
import { moved, turned, type View, wholeView, zoomed } from './view.ts'
import { t } from './words.ts'
import './photo.css'
import '../../ui/whole-window.css'

const step = 1.4
/** Of an arrow key, CSS px. */
const nudge = 60

const keys: Record<string, (view: View, size: { width: number; height: number }) => View> = {
  '+': (view) => zoomed(view, step),
  '=': (view) => zoomed(view, step),
  '-': (view) => zoomed(view, 1 / step),
  r: turned,
  ArrowLeft: (view, size) => moved(view, nudge, 0, size),
  ArrowRight: (view, size) => moved(view, -nudge, 0, size),
  ArrowUp: (view, size) => moved(view, 0, nudge, size),
  ArrowDown: (view, size) => moved(view, 0, -nudge, size),
}

/** A photo as large as the screen, to be enlarged, moved and turned. Until it is here its thumbnail stands for it. */
export function PhotoViewer({ photo, n, onClose }: { photo: Photo; n: number; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const large = usePhoto(photo.photo)
  const small = usePhoto(photo.thumbnail)
  const [view, setView] = useState(wholeView)
  const held = useRef(new Map<number, { x: number; y: number }>())
  useModal(dialog, onClose)

  const size = () => frame.current?.getBoundingClientRect() ?? { width: 0, height: 0 }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const change = keys[event.key]
      if (!change) return
      event.preventDefault()
      setView((before) => change(before, size()))
    }
    document.addEventListener('keydown', press, true)
    return () => document.removeEventListener('keydown', press, true)
  }, [])

  const drag = (event: PointerEvent) => {
    const before = held.current.get(event.pointerId)
    if (!before) return
    const now = { x: event.clientX, y: event.clientY }
    const other = [...held.current].find(([id]) => id !== event.pointerId)?.[1]
    held.current.set(event.pointerId, now)
    if (other) {
      const by = distance(now, other) / Math.max(1, distance(before, other))
      setView((shown) => zoomed(shown, by))
    } else setView((shown) => moved(shown, now.x - before.x, now.y - before.y, size()))
  }
  const release = (event: PointerEvent) => void held.current.delete(event.pointerId)

  const url = large ?? small
  const sideways = view.quarters % 2 === 1
  const transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale}) rotate(${view.quarters * 90}deg)`
  return (
    <dialog ref={dialog} class="ui-whole-window" aria-label={t().photo(n)}>
      <div
        ref={frame}
        class="photo-frame"
        title={t().drag}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          held.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
        }}
        onPointerMove={drag}
        onPointerUp={release}
        onPointerCancel={release}
        onWheel={(event) => setView((before) => zoomed(before, event.deltaY < 0 ? 1.15 : 1 / 1.15))}
      >
        {url && (
          <img
            src={url}
            alt={t().photo(n)}
            draggable={false}
            class={sideways ? 'photo-sideways' : ''}
            style={{ transform }}
          />
        )}
      </div>
      {!large && (
        <Notice kind="waiting" title={t().onWay}>
          {t().onWayHint}
        </Notice>
      )}
      <div class="photo-tools">
        <Button icon={IconMinus} onClick={() => setView(zoomed(view, 1 / step))}>
          {t().smaller}
        </Button>
        <Button icon={IconPlus} onClick={() => setView(zoomed(view, step))}>
          {t().larger}
        </Button>
        <Button icon={IconUndo} onClick={() => setView(turned(view))}>
          {t().turn}
        </Button>
        <Button kind="primary" icon={IconClose} onClick={onClose}>
          {t().close}
        </Button>
      </div>
    </dialog>
  )
}

function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
