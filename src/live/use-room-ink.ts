import { useEffect, useState } from 'preact/hooks'
import type { LessonId } from '../../core/facts/ids.ts'
import { InkBoard } from '../../core/ink/board.ts'
import { readPiece } from '../../core/ink/piece.ts'
import { signalSorts } from '../../core/live/room-messages.ts'
import { strokes } from '../../core/rows/stroke.ts'
import { here } from '../here/here.ts'
import { followRows } from '../store/follow-rows.ts'
import type { RoomLine } from './room-line.ts'

/**
 * The ink of a room: from what was recorded and received, and from pieces as they are drawn. `undefined` until what is stored here
 * has been read.
 */
export function useRoomInk(room: LessonId, line: RoomLine | undefined): InkBoard | undefined {
  const [board, setBoard] = useState<InkBoard>()

  useEffect(() => {
    const ink = new InkBoard()
    return followRows(here().store, strokes, [room], (rows) => {
      for (const { state } of rows) {
        for (const { by, ...drawn } of state.drawn) ink.takeDrawn(by, drawn)
        for (const { by, ...erased } of state.erased) ink.takeErased(by, erased)
      }
      setBoard(ink)
    })
  }, [room])

  useEffect(() => {
    if (!board || !line) return
    return line.onSignal((from, bytes) => {
      const runs = bytes[0] === signalSorts.ink ? readPiece(bytes) : undefined
      if (runs) board.takePiece(from.device, runs)
    })
  }, [board, line])

  return board
}
