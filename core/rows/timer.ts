import { timerSet } from '../facts/kinds/timer-set.ts'
import { lastOf } from './reading.ts'
import { untilNextDay } from './room.ts'
import { table } from './table.ts'

/** `timer/ROOM`: until when, on the room's clock, and how long it was set for, ms. */
export interface Timer {
  until: number
  ms: number
}

export const timers = table<Timer>({
  name: 'timer',
  version: 1,
  reduce: (facts) => lastOf(timerSet, facts)?.body.timer,
  neededUntil: (_, key) => untilNextDay(key),
})
