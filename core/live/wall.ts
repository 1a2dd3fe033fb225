/** A host's wall shows pictures of as many classrooms at most. */
export const mostOnWall = 8

/** A still of a classroom's camera, a JPEG, bytes. */
export const longestStill = 6_000

/** For how many stills the host's line has room. Times in ms. */
export interface WallRoom {
  places: number
  /** The shortest way there and back so far: what takes longer waits somewhere. */
  shortest: number
  changed: number
  /** Since when nothing waited. */
  calm: number
}

/** Waiting for longer than `late` halves the places, at most once in `settles`; less than `soon` for `patience` doubles them. */
const [late, soon] = [400, 150]
const [settles, patience] = [4_000, 30_000]

/**
 * How many stills a host's line carries beside the sound, by how long there and back takes: it begins with all, and gives them up
 * before sound breaks.
 *
 * @param rtt ms; undefined while it is not known
 * @param now ms
 */
export function wallRoom(before: WallRoom | undefined, rtt: number | undefined, now: number): WallRoom {
  const last = before ?? { places: mostOnWall, shortest: Number.POSITIVE_INFINITY, changed: now, calm: now }
  if (rtt === undefined) return last
  const shortest = Math.min(last.shortest, rtt)
  const waits = rtt - shortest
  const calm = waits < soon ? last.calm : now
  const isLate = waits > late && last.places > 0 && now - last.changed >= settles
  const isCalm = now - calm >= patience && last.places < mostOnWall
  if (!isLate && !isCalm) return { ...last, shortest, calm }
  const places = isLate ? Math.floor(last.places / 2) : Math.min(mostOnWall, Math.max(1, last.places * 2))
  return { places, shortest, changed: now, calm: now }
}
