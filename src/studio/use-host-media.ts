import { useEffect, useRef, useState } from 'preact/hooks'
import { soundTracks } from '../../core/live/room-messages.ts'
import {
  type RoomLine,
  type RoomState,
  type RoomView,
  roomNow,
  type SpokenSegment,
  useLiveSound,
  useMicrophone,
} from '../live/index.ts'
import { useMayKeep, useOwnPicture, usePublishing, useRoomPicture, useShown } from '../media/index.ts'
import { voiceIsLate } from '../sync/right-of-way.ts'
import { useChosenMicrophone } from './chosen-microphone.ts'
import { useSending } from './use-sending.ts'

interface HostMediaOptions {
  /** Whose stills are wanted for the wall, by their numbers. */
  sees: readonly number[]
  /** Hears ten seconds of the host's sound that are complete. */
  keep: (segment: SpokenSegment) => void
}

/** The host's own sound and picture, and those of the class that has the floor. */
export function useHostMedia(room: RoomView, line: RoomLine, state: RoomState, { sees, keep }: HostMediaOptions) {
  const { members, you } = state
  const [speaking, setSpeaking] = useState(true)
  const [device, chooseMicrophone] = useChosenMicrophone()
  const microphone = useMicrophone(line, {
    ...{ on: speaking, track: soundTracks.host, mode: room.sound, device, keep },
    now: () => roomNow(room),
  })
  const own = useOwnPicture()
  const [sending, setSending] = useSending(room.room, own)
  const isSent = sending && own.stream !== undefined
  const published = usePublishing({
    ...{ room: room.room, as: 'host', on: isSent, picture: own.stream, speaking, mode: room.sound, device },
  })
  const isShown = isSent && published === 'on'
  // What comes in this device's name while its own is off is an encoder's.
  const encoderComes = !isSent && members.some(({ n, picture }) => n === you && picture)
  const mayKeep = useMayKeep(room.room, own.stream !== undefined || encoderComes)
  const stops = useRef((): number => 0)
  const picture = useRoomPicture({
    ...{ room: room.room, line, shape: room.shape, held: undefined },
    shown: useShown(state),
    stops: () => stops.current(),
  })
  const floor = useLiveSound(line, soundTracks.floor, picture.heard.floor)
  stops.current = floor.stops
  useEffect(() => {
    if (speaking && (state.at === 'away' || state.late.includes(you))) voiceIsLate()
  }, [speaking, state.at, state.late, you])
  useEffect(
    () => line.standing({ rung: 5, mic: speaking, camera: isShown, sees: [...sees] }),
    [line, speaking, isShown, sees],
  )
  return {
    ...{ speaking, microphone, own, sending, setSending, published, encoderComes, mayKeep, picture, floor },
    ...{ device, chooseMicrophone },
    toggleSound: () => setSpeaking(!speaking),
  }
}
