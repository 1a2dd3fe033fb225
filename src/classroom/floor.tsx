import { useEffect, useState } from 'preact/hooks'
import {
  MicrophoneButton,
  MicrophoneTrouble,
  type RoomLine,
  type RoomView,
  roomNow,
  soundTracks,
  useMicrophone,
} from '../live/index.ts'
import {
  CameraButton,
  CameraTrouble,
  OwnPictureView,
  useOwnPicture,
  usePublishing,
  type useRoomPicture,
} from '../media/index.ts'
import { Notice } from '../ui/notice.tsx'
import { t } from './words.ts'

/** A class's own sound and picture, which go out while it has the floor and switched them on. */
export function useFloor(
  room: RoomView,
  line: RoomLine,
  { rung, because }: ReturnType<typeof useRoomPicture>['standing'],
) {
  const hasFloor = room.floor === room.lesson
  const [speaking, setSpeaking] = useState(false)
  const microphone = useMicrophone(line, {
    ...{ on: hasFloor && speaking, track: soundTracks.floor },
    now: () => roomNow(room),
  })
  const camera = useOwnPicture()
  // Where the line bears a picture, or nobody has tried whether it does.
  const mayShow = rung >= 4 || (camera.stream !== undefined && because !== 'udp-blocked')
  const published = usePublishing({
    ...{ room: room.room, as: 'floor', picture: camera.stream, speaking },
    on: hasFloor && mayShow && (speaking || camera.stream !== undefined),
  })
  useEffect(() => {
    if (hasFloor) return
    setSpeaking(false)
    camera.off()
  }, [hasFloor])
  return {
    ...{ hasFloor, speaking, microphone, camera, published },
    toggle: () => setSpeaking(!speaking),
    mic: hasFloor && speaking,
    isShown: published === 'on' && camera.stream !== undefined,
  }
}

/** That a class has the floor, and its microphone and camera. */
export function Floor({ floor }: { floor: ReturnType<typeof useFloor> }) {
  const { hasFloor, speaking, microphone, camera, published, isShown, toggle } = floor
  return (
    <>
      <MicrophoneTrouble microphone={microphone} />
      <CameraTrouble picture={camera} published={published} />
      {hasFloor && (
        <Notice
          kind="done"
          action={
            <span class="classroom-floor">
              <MicrophoneButton microphone={microphone} on={speaking} onToggle={toggle} />
              <CameraButton picture={camera} />
              <OwnPictureView picture={camera} on={isShown} />
            </span>
          }
        >
          {t().floor}
        </Notice>
      )}
    </>
  )
}
