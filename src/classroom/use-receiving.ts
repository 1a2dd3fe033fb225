import { useRef, useState } from 'preact/hooks'
import type { Rung } from '../../core/ladder/rungs.ts'
import { soundTracks } from '../../core/live/room-messages.ts'
import { type RoomLine, type RoomState, type RoomView, roomNow, useLiveSound } from '../live/index.ts'
import { useRoomPicture, useShown } from '../media/index.ts'

/** What of a live lesson comes here: picture, sound, and which moment of the lesson it is. */
export function useReceiving(room: RoomView, line: RoomLine, state: RoomState) {
  const [held, setHeld] = useState<Rung>()
  const stops = useRef((): number => 0)
  const picture = useRoomPicture({
    ...{ room: room.room, line, shape: room.shape, held },
    shown: useShown(state),
    talks: room.floor === room.lesson,
    stops: () => stops.current(),
  })
  const isMuted = held !== undefined && held < 2
  const now = () => roomNow(room)
  // What comes late is a moment ago, and all else waits for it.
  const lateAt = () => {
    const at = picture.lateAt?.()
    return at === undefined ? now() : at - room.opened
  }
  const behind = () => now() - lateAt()
  const host = useLiveSound(line, soundTracks.host, picture.heard.host || isMuted)
  const floor = useLiveSound(line, soundTracks.floor, picture.heard.floor || isMuted, behind)
  stops.current = host.stops
  const isOwnSound = host.state === 'playing' && !picture.heard.host
  /** In step with what is heard, where that comes late. */
  const moment = picture.lateAt ? lateAt : isOwnSound ? () => host.heardAt() ?? now() : ('live' as const)
  return { picture, held, setHeld, sound: host.state === 'silent' ? floor : host, behind, moment }
}
