import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import * as v from 'valibot'
import type { DeviceId } from '../../core/facts/ids.ts'
import { InkBoard } from '../../core/ink/board.ts'
import { writeDrawing } from '../../core/ink/drawing.ts'
import { DrawnStroke } from '../../core/ink/drawn.ts'
import { ErasedStrokes } from '../../core/ink/erased.ts'
import { tickMs } from '../../core/ink/measures.ts'
import { pageRef } from '../../core/ink/page-ref.ts'
import { here } from '../here/here.ts'
import { Button } from '../ui/button.tsx'
import { useModal } from '../ui/modal.ts'
import { Notice } from '../ui/notice.tsx'
import { BoardDesk } from './board-desk.tsx'
import { BoardTools } from './board-tools.tsx'
import { Desk } from './desk.ts'
import { t } from './words.ts'
import '../ui/whole-window.css'

/** Height by width. */
const aspect = 3 / 4

const sheet = pageRef('blank', 0)

/** One writes on it: whose strokes they are is said by what the drawing answers. */
const writer = 'pad' as DeviceId

/** A drawing in the making, as it is kept. */
const Kept = v.object({ drawn: v.array(DrawnStroke), erased: v.array(ErasedStrokes) })

interface DrawingPadProps {
  /** What is drawn is kept under this name: `draft:drawing/WHAT/WHO` (`store/erase.ts`). */
  draft: string
  title: string
  /** Keeps the drawing (`docs/formats/ink.md`); whether it is safe. */
  keep: (bytes: Uint8Array<ArrayBuffer>) => Promise<boolean>
  onClose: () => void
}

/** A sheet to draw on, as large as the screen. What is drawn is kept stroke by stroke, and is there again when it is opened again. */
export function DrawingPad({ draft, title, keep, onClose }: DrawingPadProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const kept = useDraft(draft)
  useModal(dialog, onClose)
  return (
    <dialog ref={dialog} class="ui-whole-window" aria-label={title}>
      <h2>{title}</h2>
      {kept && <Pad kept={kept} draft={draft} keep={keep} onClose={onClose} />}
    </dialog>
  )
}

type Draft = v.InferOutput<typeof Kept>

function Pad({ kept, draft, keep, onClose }: Omit<DrawingPadProps, 'title'> & { kept: Draft }) {
  const [refused, setRefused] = useState<'empty' | 'full'>()
  const ink = useMemo(() => new InkBoard(), [])
  const desk = useMemo(() => {
    // What is drawn now comes behind what was there.
    const last = Math.max(0, ...kept.drawn.map(({ stroke }) => stroke), ...kept.erased.map(({ tick }) => tick))
    const began = performance.now() - (last + 1) * tickMs
    const put = () => void here().store.db.meta.put({ name: draft, value: kept })
    for (const one of kept.drawn) ink.takeDrawn(writer, one)
    for (const one of kept.erased) ink.takeErased(writer, one)
    const clock = () => performance.now() - began
    return new Desk(ink, writer, sheet, aspect, clock, {
      drawn(stroke) {
        kept.drawn.push(stroke)
        put()
      },
      erased(strokes) {
        kept.erased.push(strokes)
        put()
      },
      signal: () => undefined,
    })
  }, [ink])
  const send = async () => {
    desk.up()
    desk.tell()
    const strokes = ink.shown(sheet).map(({ bytes }) => bytes)
    const bytes = strokes.length > 0 ? writeDrawing({ aspect, strokes }) : undefined
    if (!bytes) return setRefused(strokes.length > 0 ? 'full' : 'empty')
    if (await keep(bytes)) onClose()
  }
  return (
    <>
      <div class="board-pad-sheet">
        <BoardDesk desk={desk} paper="photo" label={t().padSheet} />
      </div>
      {refused && <Notice kind="attention">{refused === 'full' ? t().padFull : t().padEmpty}</Notice>}
      <BoardTools desk={desk} tools={['pen', 'marker', 'eraser']}>
        <Button big onClick={onClose}>
          {t().padLater}
        </Button>
        <Button big kind="primary" onClick={() => void send()}>
          {t().padSend}
        </Button>
      </BoardTools>
    </>
  )
}

/** What was drawn before under this name; what was drawn for others of its sort is of no use any more. */
function useDraft(name: string): Draft | undefined {
  const [kept, setKept] = useState<Draft>()
  useEffect(() => {
    const { meta } = here().store.db
    const what = name.slice(0, name.lastIndexOf('/') + 1)
    meta.get(name).then((row) => {
      const read = v.safeParse(Kept, row?.value)
      setKept(read.success ? read.output : { drawn: [], erased: [] })
    })
    void meta
      .where('name')
      .startsWith('draft:drawing/')
      .and((one) => !one.name.startsWith(what))
      .delete()
  }, [name])
  return kept
}
