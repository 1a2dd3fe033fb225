import { useEffect, useState } from 'preact/hooks'
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
  const { timer } = room
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const left = timer ? timer.until - roomNow(room) : 0
    setOver(left <= 0)
    const waiting = left > 0 ? setTimeout(() => setOver(true), left) : undefined
    return () => clearTimeout(waiting)
  }, [timer?.until])
  if (timer && !isOver)
    return (
      <span class="studio-timing">
        <Countdown timer={timer} now={() => roomNow(room)} />
        <Button onClick={() => set(undefined)}>{t().timerOff}</Button>
      </span>
    )
  return (
    <span class="studio-timing">
      {timer ? <Countdown timer={timer} now={() => roomNow(room)} /> : <IconClock />}
      <Menu
        label={t().timer}
        items={minutes.map((each) => ({ label: t().minutes(each), onChoose: () => set(each * 60_000) }))}
      />
    </span>
  )
}
