import type { Here } from '../../here/here.ts'
import { CarrierFailure } from '../../sync/carrier.ts'
import { type Fetching, fetchBlob } from '../../sync/fetch-blob.ts'
import { roomForDownloads } from '../room/room.ts'
import { dropUnwanted, filesOf, recordingsOf } from './kept.ts'

const type = 'application/octet-stream'

/**
 * Fetches what was taught live to this place's classes in the weights that are wanted, the newest first, and lets go of what is long
 * ago and nobody asked for. What has come stays.
 *
 * @returns whether the hub does not have some of it yet: a file goes up behind the fact that names it
 * @param now the hub's clock, ms since 1970
 * @throws DOMException `QuotaExceededError` where there is no room, `AbortError` when stopped; CarrierFailure when the line went
 */
export async function fetchRecordings(
  { store, carrier, place }: Pick<Here, 'store' | 'carrier' | 'place'>,
  now: number,
  storage: Parameters<typeof roomForDownloads>[0],
  fetching: Fetching = {},
): Promise<boolean> {
  const all = await recordingsOf(store, place, now)
  await dropUnwanted(store, all)
  let awaited = false
  for (const { recording, wanted } of all) {
    for (const { hash, size } of wanted ? filesOf(recording, wanted) : []) {
      const before = await store.db.blobs.get(hash)
      if (before?.whole === 1) continue
      const left = (size ?? 0) - (before?.have ?? 0)
      if ((await roomForDownloads(storage)) < left) throw new DOMException('low water', 'QuotaExceededError')
      await fetchBlob(store, carrier, { hash, type, ...(size !== undefined && { size }) }, fetching).catch(
        (error: unknown) => {
          // One that the hub does not have (yet) keeps no other waiting.
          if (!(error instanceof CarrierFailure) || error.why !== 'refused') throw error
          awaited = true
        },
      )
    }
  }
  return awaited
}
