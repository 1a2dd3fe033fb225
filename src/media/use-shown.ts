import { useRef } from 'preact/hooks'
import type { RoomState } from '../live/index.ts'

/** Who shows a picture in a room, beside oneself. */
export interface Shown {
  host: boolean
  /** A class that has the floor. */
  floor: boolean
}

/** While the line to the room is gone it is as it was: what comes by WebRTC lives on. */
export function useShown({ at, members, you }: RoomState): Shown {
  const last = useRef<Shown>({ host: false, floor: false })
  if (at === 'in') {
    const showing = members.filter(({ n, standing }) => n !== you && standing?.camera)
    last.current = { host: showing.some(({ host }) => host), floor: showing.some(({ host }) => !host) }
  }
  return last.current
}
