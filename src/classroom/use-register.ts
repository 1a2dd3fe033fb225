import { useEffect, useState } from 'preact/hooks'
import { useLive } from '../here/here.ts'
import type { Attempt } from '../here/use-attempt.ts'
import type { LessonView } from '../lesson/index.ts'
import { marksToMake, marksWanted } from './auto-register.ts'
import { Stay } from './stay.ts'

/** The register of a live lesson fills itself in; any person's mark outranks it. @param isIn the class is in the room now */
export function useRegister(view: LessonView, isIn: boolean, attempt: Attempt['attempt']): void {
  const [isThere, setThere] = useState(false)
  const [stay] = useState(() => new Stay())
  useEffect(() => {
    if (!isIn || isThere) return
    stay.enter(performance.now())
    const timer = setTimeout(() => setThere(true), stay.left(performance.now()))
    return () => {
      clearTimeout(timer)
      stay.leave(performance.now())
    }
  }, [isIn, isThere])
  const wanted = useLive(() => marksWanted(view.lesson, isThere), [view.lesson, isThere])
  const said = JSON.stringify(wanted)
  useEffect(() => {
    if (view.allowed && wanted?.length) void attempt(() => marksToMake(view.lesson, wanted))
  }, [view.allowed, said])
}
