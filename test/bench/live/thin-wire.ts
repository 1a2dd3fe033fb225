import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { startHub } from '../../hubs/hub-at-work.ts'
import type { Wire } from '../../network/wire.ts'
import { boardPages, pageMs } from './board-pages.ts'
import { openFarClassroom } from './far-classroom.ts'
import { startTeaching } from './host.ts'
import { writePage } from './steady-hand.ts'

/** Bytes a second each way, with the headers of IP, TCP and TLS. */
export interface OnWire {
  toClassroom: number
  fromClassroom: number
}

export interface ThinWire {
  /** On the rung of the board, held by hand, while the host writes and speaks: its sound is not sent there. */
  held: OnWire
  /** Left to itself, while the host writes and speaks: with the sound, where the app finds that it has room. */
  byItself: OnWire
  /** Left to itself, while the host writes with the microphone off. */
  silent: OnWire
}

const bits = 24_000
/** In which a rung is found, and what was on its way has come, ms. */
const settles = 25_000

/** Two classrooms behind thin wires of their own, over TLS, while a host in the studio writes a page full. */
export async function onThinWires(): Promise<ThinWire> {
  const hub = await startHub()
  const open: { close(): Promise<void> }[] = []
  try {
    const host = await startTeaching(hub.port, false)
    open.push(host)
    const { page } = host.studio
    const rooms = []
    for (let n = 0; n < 2; n++) {
      const line = { delay: 200, buffer: 8_000 }
      const room = await openFarClassroom(hub.port, host.subject, { line, udp: false, tls: true })
      open.push(room)
      rooms.push(room)
    }
    await rooms[0]?.hold('板书')
    const wires = rooms.map(({ wire }) => wire)
    for (const wire of wires) await wire.carry(bits)
    await setTimeout(settles)
    const [ofHeld, ofFree] = await whileWriting(page, wires)
    await page.getByText('话筒开着').click()
    await setTimeout(settles)
    const [, silent] = await whileWriting(page, wires)
    if (!ofHeld || !ofFree || !silent) throw new Error('two were measured')
    return { held: ofHeld, byItself: ofFree, silent }
  } finally {
    for (const one of open.reverse()) await one.close()
    await hub.stop()
  }
}

/** A page is written full; what crosses meanwhile. */
async function whileWriting(page: Page, wires: readonly Wire[]): Promise<OnWire[]> {
  const [written] = boardPages(pageMs)
  const look = () => Promise.all(wires.map((wire) => wire.traffic()))
  const [before, began] = [await look(), performance.now()]
  await writePage(page, written?.strokes ?? [], pageMs)
  const [after, seconds] = [await look(), (performance.now() - began) / 1_000]
  return after.map(({ up, down }, n) => ({
    toClassroom: (up - (before[n]?.up ?? 0)) / seconds,
    fromClassroom: (down - (before[n]?.down ?? 0)) / seconds,
  }))
}
