import { useRef } from 'preact/hooks'
import type { RoomState } from '../live/index.ts'

/** Who shows a picture in a room, beside oneself. */
export interface Shown {
  host: boolean
  /** A class that has the floor. */
  floor: boolean
}

/** Of those who are there: by their own word, or because the hub gets a picture from them, as from a host's encoder. */
export function whoShows(members: RoomState['members'], you: number): Shown {
  const showing = members.filter(({ n, standing, picture }) => n !== you && (standing?.camera || picture))
  return { host: showing.some(({ host }) => host), floor: showing.some(({ host }) => !host) }
}

/** While the line to the room is gone it is as it was: what comes by WebRTC lives on. */
export function useShown({ at, members, you }: RoomState): Shown {
  const last = useRef<Shown>({ host: false, floor: false })
  if (at === 'in') last.current = whoShows(members, you)
  return last.current
}
