import { useEffect, useState } from 'preact/hooks'
import type { LessonId } from '../../core/facts/ids.ts'
import { doorsOf } from './doors.ts'

/** Whether the school of this device allows that the host's picture is kept. @param on asked while there is a picture to keep */
export function useMayKeep(room: LessonId, on: boolean): boolean {
  const [may, setMay] = useState(false)
  useEffect(() => {
    if (!on) return
    const ending = new AbortController()
    doorsOf(room, ending.signal).then(
      (access) => {
        if (!ending.signal.aborted) setMay(typeof access !== 'string' && access.keeps === true)
      },
      (error: unknown) => console.error('what may be kept:', error),
    )
    return () => ending.abort()
  }, [room, on])
  return may
}
