import type { Segment } from '../../core/rows/segment.ts'
import type { SoundPacket } from '../../core/sound/packet.ts'
import { readSegment } from '../../core/sound/segment.ts'
import { here } from '../here/here.ts'
import type { KeptSoundSource } from '../sound/index.ts'
import { readBlob } from '../store/blobs.ts'
import { CarrierFailure } from '../sync/carrier.ts'
import { fetchBlob } from '../sync/fetch-blob.ts'

/** Some seconds of what was heard. Times on the room's clock, ms. */
export interface HeardPiece {
  from: number
  ms: number
  /** Its segment; empty where it is not to be had. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>
}

/** The sound of a lesson from its pieces. Where one is not to be had it is silent. */
export function keptSource(pieces: readonly HeardPiece[], length: number): KeptSoundSource {
  return async (at) => {
    const piece = pieces.find(({ from, ms }) => from + ms > at)
    if (!piece) return { packets: [], until: length }
    if (piece.from > at) return { packets: [], until: piece.from }
    const until = piece.from + piece.ms
    const packets: readonly SoundPacket[] = readSegment(await piece.bytes()) ?? []
    return { packets: packets.filter((packet) => packet.at >= at - 60), until: Math.max(until, at + 1) }
  }
}

/** A segment that is a blob of its own: here, or with a line fetched. */
export function pieceOf({ from, ms, blob, bytes: size }: Segment): HeardPiece {
  return {
    from,
    ms,
    async bytes() {
      const { store, carrier } = here()
      try {
        await fetchBlob(store, carrier, { hash: blob, size, type: 'application/octet-stream' })
      } catch (error) {
        if (!(error instanceof CarrierFailure)) throw error
      }
      const found = await readBlob(store, blob)
      return found ? new Uint8Array(await found.bytes.arrayBuffer()) : new Uint8Array()
    },
  }
}
