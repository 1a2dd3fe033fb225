import { useEffect, useRef } from 'preact/hooks'
import { lessonFollowed } from '../../core/facts/kinds/lesson-followed.ts'
import type { PageRef } from '../../core/ink/page-ref.ts'
import type { Rung } from '../../core/ladder/rungs.ts'
import { Spells } from '../../core/live/spells.ts'
import { record } from '../here/here.ts'
import type { Attempt } from '../here/use-attempt.ts'
import { type LessonView, openLesson, turnPage } from '../lesson/index.ts'
import { type RoomView, roomNow } from '../live/index.ts'
import { useRegister } from './use-register.ts'

/** How often it is told how the lesson is received, ms: a device that dies keeps back no more than that. */
const tellEvery = 10 * 60_000

interface Received {
  page: PageRef
  rung: Rung
  /** It is in the room now. */
  isIn: boolean
}

/** What a classroom records of a live lesson: that it is held here, up to which page, who is there, and how it was received. */
export function useKeptLesson(view: LessonView, room: RoomView, received: Received, attempt: Attempt['attempt']): void {
  const { page, rung, isIn } = received
  useEffect(() => {
    if (view.allowed && !view.taught) void attempt(() => openLesson(view.lesson, view.planned))
  }, [view.allowed, view.taught === undefined])
  // Where the line dies the lesson goes on from here.
  useEffect(() => {
    if (view.allowed && page.startsWith('p')) void attempt(() => turnPage(view.lesson, Number(page.slice(1))))
  }, [view.allowed, view.taught === undefined, page])
  useRegister(view, isIn, attempt)
  useFollowed(view, room, rung, isIn)
}

/** Tells on which rungs the lesson was received, now and then and when it is left. Nobody here is told if that does not go. */
function useFollowed(view: LessonView, room: RoomView, rung: Rung, isIn: boolean): void {
  const spells = useRef(new Spells())
  const began = useRef(false)
  const latest = useRef({ view, room })
  latest.current = { view, room }
  const now = () => roomNow(latest.current.room)
  const tell = () => {
    const told = spells.current.take(now())
    const { allowed, lesson } = latest.current.view
    if (!told || !allowed) return
    record(lessonFollowed({ lesson, ...told })).catch((error: unknown) => console.error('how it was received:', error))
  }
  useEffect(() => {
    began.current ||= isIn
    if (!began.current) return
    spells.current.stand(rung, now())
    if (spells.current.isFull) tell()
  }, [rung, isIn])
  useEffect(() => {
    const telling = setInterval(tell, tellEvery)
    addEventListener('pagehide', tell)
    return () => {
      clearInterval(telling)
      removeEventListener('pagehide', tell)
      tell()
    }
  }, [])
}
