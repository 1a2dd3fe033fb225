import { captionWritten } from '../facts/kinds/caption-written.ts'
import { ofKind } from './reading.ts'
import { untilNextDay } from './room.ts'
import { table } from './table.ts'

/** So many stand on a screen at once. */
const shown = 2

/** `captions/ROOM`: the last that was said in writing, the first first; `at` effective, ms since 1970. */
export interface Caption {
  caption: string
  at: number
}

export const captions = table<Caption[]>({
  name: 'captions',
  version: 1,
  reduce(facts) {
    const last = ofKind(captionWritten, facts).slice(-shown)
    return last.length > 0 ? last.map(({ body, eff }) => ({ caption: body.caption, at: eff })) : undefined
  },
  neededUntil: (_, key) => untilNextDay(key),
})
