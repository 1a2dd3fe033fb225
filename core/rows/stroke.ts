import { strokeDrawn } from '../facts/kinds/stroke-drawn.ts'
import { strokeErased } from '../facts/kinds/stroke-erased.ts'
import { lastOf, ofKind } from './reading.ts'
import { untilNextDay } from './room.ts'
import { table } from './table.ts'

/** `stroke/ROOM/PAGE/STROKE`: ink on a page of a live room's board. Times are effective, ms since 1970. */
export interface DrawnStroke {
  ink: string
  drawn: number
  /** Its place among those drawn in the same moment: the number of its fact. */
  seq: number
  /** When it was taken away, if it was. */
  erased?: number
}

export const strokes = table<DrawnStroke>({
  name: 'stroke',
  version: 1,
  reduce(facts) {
    const drawn = lastOf(strokeDrawn, facts)
    if (!drawn) return undefined
    // An eraser reaches what is there: what it names may arrive behind it all the same.
    const [erased] = ofKind(strokeErased, facts)
    return { ink: drawn.body.ink, drawn: drawn.eff, seq: drawn.seq, ...(erased && { erased: erased.eff }) }
  },
  neededUntil: (_, key) => untilNextDay(key),
})
