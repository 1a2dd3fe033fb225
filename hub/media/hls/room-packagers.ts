import type { ForwardingUnit } from '../unit.ts'
import type { Packager } from './packager.ts'

/** Nobody has asked for so long: then nothing is made any more, ms. */
const unasked = 40_000

/** The packagers of rooms whose HLS somebody watches. */
export interface RoomPackagers {
  /** A room's packager, begun when it is first asked for. */
  of(room: string): Promise<Packager>
  close(): void
}

/** The muxer is loaded when somebody first asks. */
export function roomPackagers(
  media: { unit(room: string): ForwardingUnit },
  now: () => number = Date.now,
): RoomPackagers {
  const packagers = new Map<string, { packager: Packager; askedAt: number }>()
  let sweeping: NodeJS.Timeout | undefined

  function sweep(): void {
    for (const [room, { packager, askedAt }] of packagers) {
      if (now() - askedAt < unasked) continue
      packager.close()
      packagers.delete(room)
    }
    if (packagers.size > 0) return
    clearInterval(sweeping)
    sweeping = undefined
  }

  return {
    async of(room) {
      const { Packager: Made } = await import('./packager.ts')
      const known = packagers.get(room) ?? { packager: new Made(media.unit(room), now), askedAt: 0 }
      known.askedAt = now()
      packagers.set(room, known)
      sweeping ??= setInterval(sweep, unasked / 4)
      return known.packager
    },
    close() {
      for (const { packager } of packagers.values()) packager.close()
      packagers.clear()
      clearInterval(sweeping)
      sweeping = undefined
    },
  }
}
