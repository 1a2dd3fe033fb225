import type { Attempt } from '../here/use-attempt.ts'
import type { RoomView } from '../live/index.ts'
import { Button } from '../ui/button.tsx'
import { shapeRoom } from './teach-live.ts'
import { t } from './words.ts'

const modes = ['voice', 'music'] as const

/** 讲话 or 音乐: what is heard in the room, by everybody's microphone. */
export function SoundModes({ room, attempt }: { room: RoomView; attempt: Attempt['attempt'] }) {
  return (
    <fieldset class="studio-kinds" aria-label={t().sound}>
      {modes.map((sound) => (
        <Button
          key={sound}
          pressed={room.sound === sound}
          onClick={() => void attempt(() => shapeRoom(room.room, { ...room, sound }))}
        >
          {t()[sound]}
        </Button>
      ))}
    </fieldset>
  )
}
