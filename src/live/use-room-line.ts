import { useEffect, useState } from 'preact/hooks'
import type { LessonId } from '../../core/facts/ids.ts'
import { here } from '../here/here.ts'
import { openRoomLine } from './open-room-line.ts'
import type { RoomLine } from './room-line.ts'

/** The line to a room for as long as the screen is shown; `undefined` until it is being opened. */
export function useRoomLine(room: LessonId): RoomLine | undefined {
  const [line, setLine] = useState<RoomLine>()
  useEffect(() => {
    const { store, engine } = here()
    const opened = openRoomLine(store, room)
    setLine(opened)
    opened.state.subscribe(({ at, thin }) => engine.roomLine(at === 'away' ? 'away' : thin ? 'thin' : 'there'))
    return () => {
      opened.stop()
      engine.roomLine('there')
    }
  }, [room])
  return line
}
