import { mediaSegment } from '../facts/kinds/media-segment.ts'
import { lastOf } from './reading.ts'
import { untilNextDay } from './room.ts'
import { table } from './table.ts'

/** `segment/ROOM/TRACK/FROM`: a piece of what was heard. `from` and `ms` on the room's clock. */
export interface Segment {
  from: number
  ms: number
  blob: string
  bytes: number
}

export const segments = table<Segment>({
  name: 'segment',
  version: 1,
  reduce(facts) {
    const last = lastOf(mediaSegment, facts)
    if (!last) return undefined
    const { from, ms, blob, bytes } = last.body
    return { from, ms, blob, bytes }
  },
  neededUntil: (_, key) => untilNextDay(key),
})
