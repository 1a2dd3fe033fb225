import { useEffect, useState } from 'preact/hooks'
import type { LessonId } from '../../core/facts/ids.ts'
import { here } from '../here/here.ts'
import { openRoomLine, type RoomLine } from './room-line.ts'

/** The line to a room for as long as the screen is shown; `undefined` until it is being opened. */
export function useRoomLine(room: LessonId): RoomLine | undefined {
  const [line, setLine] = useState<RoomLine>()
  useEffect(() => {
    const opened = openRoomLine(here().store, room)
    setLine(opened)
    return () => opened.stop()
  }, [room])
  return line
}
