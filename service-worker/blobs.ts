import { createPartialResponse } from 'workbox-range-requests'
import { readBlob } from '../src/store/blobs.ts'
import { browserWorld, openStore, type Store } from '../src/store/store.ts'

const stores = new Map<string, Store>()

/** The store of one of this browser's places. */
export function storeOf(place: string): Store {
  const store = stores.get(place) ?? openStore(place, browserWorld)
  stores.set(place, store)
  return store
}

/** Leaves nothing behind of a place that this browser does not have (any more). */
export async function letGoOf(place: string): Promise<void> {
  await storeOf(place).db.delete()
  stores.delete(place)
}

/** `/local/PLACE/HASH`: a file from that place's store, in ranges where asked for. Names the place, as many may live here. */
export async function serveBlob({ request, url }: { request: Request; url: URL }): Promise<Response> {
  const [, , place = '', hash = ''] = url.pathname.split('/')
  if (!/^[a-z0-9]{6,20}$/.test(place) || !/^[0-9a-f]{64}$/.test(hash)) return new Response(null, { status: 404 })
  const blob = await readBlob(storeOf(place), hash)
  if (!blob) return new Response(null, { status: 404 })
  const headers = { 'Content-Type': blob.type, 'Content-Length': String(blob.bytes.size), 'Accept-Ranges': 'bytes' }
  const whole = new Response(blob.bytes, { headers })
  return request.headers.has('Range') ? createPartialResponse(request, whole) : whole
}
