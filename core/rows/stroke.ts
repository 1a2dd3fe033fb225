import type { DeviceId } from '../facts/ids.ts'
import { strokeDrawn } from '../facts/kinds/stroke-drawn.ts'
import { strokeErased } from '../facts/kinds/stroke-erased.ts'
import type { DrawnStroke } from '../ink/drawn.ts'
import type { ErasedStrokes } from '../ink/erased.ts'
import { ofKind } from './reading.ts'
import { untilNextDay } from './room.ts'
import { table } from './table.ts'

/** `stroke/ROOM/TICK`: what was drawn on a live room's board in a tick, and when it was erased. As an `InkBoard` takes it in. */
export interface StrokesOfTick {
  drawn: (DrawnStroke & { by: DeviceId })[]
  erased: (ErasedStrokes & { by: DeviceId })[]
}

export const strokes = table<StrokesOfTick>({
  name: 'stroke',
  version: 1,
  reduce: (facts) => ({
    drawn: ofKind(strokeDrawn, facts).map(({ device, body: { page, stroke, ink } }) => ({
      by: device,
      page,
      stroke,
      ink,
    })),
    erased: ofKind(strokeErased, facts).map(({ device, body: { tick, strokes: which, back } }) => ({
      by: device,
      tick,
      strokes: which,
      ...(back && { back }),
    })),
  }),
  neededUntil: (_, key) => untilNextDay(key),
})
