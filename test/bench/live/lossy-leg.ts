import { setTimeout } from 'node:timers/promises'
import { startHub } from '../../hubs/hub-at-work.ts'
import { decodedSound } from './decoded-sound.ts'
import { openFarClassroom } from './far-classroom.ts'
import { startTeaching } from './host.ts'

/** Until the hub has heard of the loss and sends each packet twice, ms. */
const settling = 10_000

/** WebRTC's sound in classrooms whose own lines lose these shares of packets, listened to for so long: of what was played the share that had come. */
export async function decodedAtLoss(losses: readonly number[], ms: number): Promise<number[]> {
  const hub = await startHub()
  const open: { close(): Promise<void> }[] = []
  try {
    const host = await startTeaching(hub.port, true)
    open.push(host)
    const rooms = []
    for (const loss of losses) {
      const room = await openFarClassroom(hub.port, host.subject, { line: { delay: 30 }, udp: true })
      open.push(room)
      rooms.push({ ...room, loss })
      await room.hold('小画面')
    }
    return await Promise.all(
      rooms.map(async ({ page, wire, loss }) => {
        await wire.lose(loss)
        await setTimeout(settling)
        const before = await decodedSound(page)
        await setTimeout(ms)
        const after = await decodedSound(page)
        return 1 - (after.concealed - before.concealed) / (after.total - before.total)
      }),
    )
  } finally {
    for (const one of open) await one.close()
    await hub.stop()
  }
}
