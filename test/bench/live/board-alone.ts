import { setTimeout } from 'node:timers/promises'
import { startHub } from '../../hubs/hub-at-work.ts'
import { openFarClassroom } from './far-classroom.ts'
import { startTeaching } from './host.ts'
import { writeFor } from './steady-hand.ts'
import { strokesHeld } from './strokes.ts'

export interface BoardOnLine {
  bits: number
  /** How late the last stroke of all is there, ms: on a line that does not keep up the longer the longer one writes. */
  lateInTheEnd: number
  /** On the wire to the classroom, all that is sent with the board and headers of IP included. */
  bitsPerSecond: number
}

/** Classrooms that hold the board alone, each on a line of its own, while a host writes without a pause for so long. */
export async function boardAlone(lines: readonly number[], ms: number): Promise<BoardOnLine[]> {
  const hub = await startHub()
  const open: { close(): Promise<void> }[] = []
  try {
    const host = await startTeaching(hub.port, false)
    open.push(host)
    const rooms = []
    for (const bits of lines) {
      const line = { delay: 200, buffer: 8_000 }
      const room = await openFarClassroom(hub.port, host.subject, { line, udp: false })
      open.push(room)
      rooms.push({ ...room, bits })
      await room.hold('板书')
    }
    for (const { wire, bits } of rooms) await wire.carry(bits)
    const before = await Promise.all(rooms.map(({ wire }) => wire.traffic()))
    await writeFor(host.studio.page, ms)
    const drawn = await strokesHeld(host.studio.page)
    const ended = Date.now()
    return await Promise.all(
      rooms.map(async ({ page, wire, bits }, n) => {
        // To the far end.
        const { up } = await wire.traffic()
        const isThere = strokesHeld(page, drawn).then(() => Date.now() - ended)
        const late = await Promise.race([isThere, setTimeout(120_000, Number.POSITIVE_INFINITY, { ref: false })])
        return { bits, lateInTheEnd: late, bitsPerSecond: ((up - (before[n]?.up ?? 0)) * 8_000) / ms }
      }),
    )
  } finally {
    for (const one of open) await one.close()
    await hub.stop()
  }
}
