import type { DeviceId } from '../facts/ids.ts'
import { lessonFollowed } from '../facts/kinds/lesson-followed.ts'
import { ofKind } from './reading.ts'
import { untilNextDay } from './room.ts'
import { table } from './table.ts'

/** So many seconds on a rung, from so many seconds on the room's clock. */
export interface Spell {
  from: number
  s: number
  rung: number
}

/** `followed/LESSON`: how a class received a live lesson, in order; by the one of its devices that was there longest. */
export const followed = table<{ spells: Spell[] }>({
  name: 'followed',
  version: 1,
  reduce(facts) {
    const ofDevice = new Map<DeviceId, Spell[]>()
    for (const { device, body } of ofKind(lessonFollowed, facts)) {
      const spells = ofDevice.get(device) ?? []
      let from = Math.round(body.from / 1_000)
      for (const { rung, s } of body.spells) {
        spells.push({ from, s, rung })
        from += s
      }
      ofDevice.set(device, spells)
    }
    const all = [...ofDevice].map(([device, spells]) => ({
      device,
      spells,
      s: spells.reduce((sum, one) => sum + one.s, 0),
    }))
    const [longest] = all.sort((a, b) => b.s - a.s || (a.device < b.device ? -1 : 1))
    return longest && { spells: longest.spells.sort((a, b) => a.from - b.from) }
  },
  neededUntil: (_, key) => untilNextDay(key),
})
