import { useEffect, useState } from 'preact/hooks'
import { captions } from '../../core/rows/captions.ts'
import { here, useLive } from '../here/here.ts'
import { type RoomView, roomNow } from '../live/index.ts'
import { row } from '../store/rows.ts'
import { t } from './words.ts'

/** How long a caption stays, ms: long enough to be read to a class. */
const stays = 90_000
/** How often it is looked whether one has had its time, ms. */
const look = 1_000

/** What the host says, in writing, for a room that hears nothing of it just now. */
export function Captions({ room, isDeaf }: { room: RoomView; isDeaf: boolean }) {
  const written = useLive(() => row(here().store, captions, room.room), [room.room])
  const since = () => roomNow(room) + room.opened - stays
  const [from, setFrom] = useState(since)
  useEffect(() => {
    const looking = setInterval(() => setFrom(since()), look)
    return () => clearInterval(looking)
  }, [room.opened, room.offset])
  const fresh = written?.filter(({ at }) => at > from) ?? []
  if (!isDeaf || fresh.length === 0) return null
  return (
    <div class="classroom-captions" role="log" aria-label={t().captions}>
      {fresh.map(({ caption, at }) => (
        <p key={at}>{caption}</p>
      ))}
    </div>
  )
}
