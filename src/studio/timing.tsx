import type { Attempt } from '../here/use-attempt.ts'
import { Countdown, type RoomView, roomNow } from '../live/index.ts'
import { Button } from '../ui/button.tsx'
import { IconClock } from '../ui/icons/clock.tsx'
import { Menu } from '../ui/menu.tsx'
import { setTimer } from './teach-live.ts'
import { t } from './words.ts'

/** What time is given most, minutes. */
const minutes = [1, 2, 3, 5, 10]

/** 计时: the time that everybody in the room is given, and how much of it is left. */
export function Timing({ room, attempt }: { room: RoomView; attempt: Attempt['attempt'] }) {
  const set = (ms: number | undefined) => void attempt(() => setTimer(room.room, roomNow(room), ms))
  if (room.timer)
    return (
      <span class="studio-timing">
        <Countdown timer={room.timer} now={() => roomNow(room)} />
        <Button onClick={() => set(undefined)}>{t().timerOff}</Button>
      </span>
    )
  return (
    <span class="studio-timing">
      <IconClock />
      <Menu
        label={t().timer}
        items={minutes.map((each) => ({ label: t().minutes(each), onChoose: () => set(each * 60_000) }))}
      />
    </span>
  )
}
