import type { Segment } from '../../core/rows/segment.ts'
import { readSegment } from '../../core/sound/segment.ts'
import { here } from '../here/here.ts'
import type { KeptSoundSource } from '../sound/index.ts'
import { readBlob } from '../store/blobs.ts'
import { CarrierFailure } from '../sync/carrier.ts'
import { fetchBlob } from '../sync/fetch-blob.ts'

/** The sound of a lesson from its segments: those that are here, and with a line the others. Where one is not to be had it is silent. */
export function keptSource(segments: readonly Segment[], length: number): KeptSoundSource {
  return async (at) => {
    const segment = segments.find(({ from, ms }) => from + ms > at)
    if (!segment) return { packets: [], until: length }
    if (segment.from > at) return { packets: [], until: segment.from }
    const until = segment.from + segment.ms
    return {
      packets: (await packetsOf(segment)).filter((packet) => packet.at >= at - 60),
      until: Math.max(until, at + 1),
    }
  }
}

async function packetsOf({ blob, bytes: size }: Segment) {
  const { store, carrier } = here()
  try {
    await fetchBlob(store, carrier, { hash: blob, size, type: 'application/octet-stream' })
  } catch (error) {
    if (!(error instanceof CarrierFailure)) throw error
  }
  const found = await readBlob(store, blob)
  const reading = found && readSegment(new Uint8Array(await found.bytes.arrayBuffer()))
  return reading ?? []
}
