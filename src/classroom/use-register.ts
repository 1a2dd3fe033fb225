import { useEffect, useState } from 'preact/hooks'
import { useLive } from '../here/here.ts'
import type { Attempt } from '../here/use-attempt.ts'
import type { LessonView } from '../lesson/index.ts'
import { marksToMake, marksWanted } from './auto-register.ts'

/** So long a class has to be in the room until its list is taken for who is there, ms: who is late has come by then. */
const settled = 3 * 60_000

/** The register of a live lesson fills itself in; any person's mark outranks it. @param isIn the class is in the room now */
export function useRegister(view: LessonView, isIn: boolean, attempt: Attempt['attempt']): void {
  const [isThere, setThere] = useState(false)
  useEffect(() => {
    if (!isIn || isThere) return
    const timer = setTimeout(() => setThere(true), settled)
    return () => clearTimeout(timer)
  }, [isIn, isThere])
  const wanted = useLive(() => marksWanted(view.lesson, isThere), [view.lesson, isThere])
  const said = JSON.stringify(wanted)
  useEffect(() => {
    if (view.allowed && wanted?.length) void attempt(() => marksToMake(view.lesson, wanted))
  }, [view.allowed, said])
}
