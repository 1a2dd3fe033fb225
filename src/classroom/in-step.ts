import { useEffect, useRef, useState } from 'preact/hooks'
import type { PageRef } from '../../core/ink/page-ref.ts'
import { readPointer } from '../../core/ink/pointer.ts'
import { signalSorts } from '../../core/live/room-messages.ts'
import { inStep, pageAt, type RoomLine, type RoomView } from '../live/index.ts'

/** How often it is looked whether the page is another, ms. */
const every = 200

/**
 * The page that belongs to what is heard.
 *
 * @param lateAt what is being heard, by the hub's clock, where that comes late: then the page does
 */
export function usePageInStep({ page, turns }: RoomView, lateAt: (() => number | undefined) | undefined): PageRef {
  const [late, setLate] = useState(page)
  const latest = useRef({ page, turns, lateAt })
  latest.current = { page, turns, lateAt }
  const isLate = lateAt !== undefined
  useEffect(() => {
    if (!isLate) return
    const look = () => {
      const now = latest.current
      const at = now.lateAt?.()
      setLate(at === undefined ? now.page : pageAt(now.turns, at))
    }
    look()
    const timer = setInterval(look, every)
    return () => clearInterval(timer)
  }, [isLate])
  return isLate ? late : page
}

/** Where the host points, as long as they do. @param behind how late that is to be seen, ms */
export function usePointer(line: RoomLine, behind: () => number) {
  const [pointed, setPointed] = useState<{ page: PageRef; x: number; y: number }>()
  const latest = useRef(behind)
  latest.current = behind
  useEffect(() => {
    const waiting = inStep(setPointed)
    const end = line.onSignal((_, bytes) => {
      const pointer = bytes[0] === signalSorts.pointer ? readPointer(bytes) : undefined
      if (pointer) waiting.add(pointer.at, latest.current())
    })
    return () => {
      end()
      waiting.close()
    }
  }, [line])
  return pointed
}
