import { useEffect, useState } from 'preact/hooks'
import { soundTracks } from '../../core/live/room-messages.ts'
import {
  MicrophoneButton,
  MicrophoneTrouble,
  type RoomLine,
  type RoomView,
  roomNow,
  useMicrophone,
} from '../live/index.ts'
import { CameraButton, CameraTrouble, OwnPictureView, usePublishing, type useRoomPicture } from '../media/index.ts'
import { Notice } from '../ui/notice.tsx'
import { useOwnCamera } from './use-own-camera.ts'
import { t } from './words.ts'

/** A class's own sound and picture, which go out while it has the floor and switched them on, and the picture that its host alone sees. */
export function useFloor(
  room: RoomView,
  line: RoomLine,
  { rung, because }: ReturnType<typeof useRoomPicture>['standing'],
) {
  const hasFloor = room.floor === room.lesson
  const [speaking, setSpeaking] = useState(false)
  const microphone = useMicrophone(line, {
    ...{ on: hasFloor && speaking, track: soundTracks.floor, mode: room.sound },
    now: () => roomNow(room),
  })
  const camera = useOwnCamera(hasFloor, room.shape === 'interactive')
  const shown = camera.all.stream
  // Where the line bears a picture, or nobody has tried whether it does.
  const mayShow = rung >= 4 || (shown !== undefined && because !== 'udp-blocked')
  const published = usePublishing({
    ...{ room: room.room, as: 'floor', picture: shown, speaking, mode: room.sound },
    on: hasFloor && mayShow && (speaking || shown !== undefined),
  })
  useEffect(() => {
    if (!hasFloor) setSpeaking(false)
  }, [hasFloor])
  return {
    ...{ hasFloor, speaking, microphone, camera, published },
    toggle: () => setSpeaking(!speaking),
    mic: hasFloor && speaking,
    isShown: published === 'on' && shown !== undefined,
  }
}

/** That a class has the floor, and its microphone and camera. */
export function Floor({ floor }: { floor: ReturnType<typeof useFloor> }) {
  const { hasFloor, speaking, microphone, camera, published, isShown, toggle } = floor
  const { all } = camera
  return (
    <>
      <MicrophoneTrouble microphone={microphone} />
      <CameraTrouble picture={camera.picture} published={published} />
      {hasFloor && (
        <Notice
          kind="done"
          action={
            <span class="classroom-floor">
              <MicrophoneButton primary microphone={microphone} on={speaking} onToggle={toggle} />
              <CameraButton on={all.isOn} onToggle={all.toggle} />
              <OwnPictureView picture={all} on={isShown} />
            </span>
          }
        >
          {t().floor}
        </Notice>
      )}
    </>
  )
}

/** What the host alone sees of the class, as long as that is switched on; with the floor it is what everybody sees. */
export function SeenByHost({ floor: { camera } }: { floor: ReturnType<typeof useFloor> }) {
  if (!camera.host.stream || camera.all.stream) return null
  return (
    <figure class="classroom-seen">
      <OwnPictureView picture={camera.host} on />
      <figcaption>{t().seenByHost}</figcaption>
    </figure>
  )
}
