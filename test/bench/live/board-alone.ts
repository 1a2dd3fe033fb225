import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { handwriting } from '../../../core/ink/handwriting.fixture.ts'
import { across } from '../../../core/ink/measures.ts'
import { startHub } from '../../hubs/hub-at-work.ts'
import { openFarClassroom } from './far-classroom.ts'
import { startTeaching } from './host.ts'
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
    await write(host.studio.page, ms)
    const drawn = await strokesHeld(host.studio.page)
    const ended = Date.now()
    return await Promise.all(
      rooms.map(async ({ page, wire, bits }, n) => {
        const { down } = await wire.traffic()
        const isThere = strokesHeld(page, drawn).then(() => Date.now() - ended)
        const late = await Promise.race([isThere, setTimeout(120_000, Number.POSITIVE_INFINITY, { ref: false })])
        return { bits, lateInTheEnd: late, bitsPerSecond: ((down - (before[n]?.down ?? 0)) * 8_000) / ms }
      }),
    )
  } finally {
    for (const one of open) await one.close()
    await hub.stop()
  }
}

/** A hand that writes steadily on the studio's board; a page that is full is followed by a blank one. */
async function write(page: Page, ms: number): Promise<void> {
  const { strokes, lasts } = handwriting(90)
  const began = Date.now()
  for (;;) {
    const from = Date.now()
    await page.getByRole('button', { name: '空白页' }).click()
    const box = await page.locator('.board-surface').boundingBox()
    if (!box) throw new Error('there is no board')
    const to = (value: number) => (value / across) * box.width
    for (const stroke of strokes) {
      if (Date.now() - began >= ms) return
      for (const [n, { x, y, at }] of stroke.entries()) {
        await setTimeout(Math.max(0, from + at - Date.now()))
        await page.mouse.move(box.x + to(x), box.y + to(y))
        if (n === 0) await page.mouse.down()
      }
      await page.mouse.up()
    }
    await setTimeout(Math.max(0, from + lasts - Date.now()))
  }
}
