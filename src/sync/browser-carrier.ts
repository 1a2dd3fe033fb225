import type { Store } from '../store/store.ts'
import type { Carrier } from './carrier.ts'
import { prove } from './device-key.ts'
import { type HttpWorld, httpCarrier } from './http-carrier.ts'

/** The carrier of a page or a service worker: this origin's hub. */
export function browserCarrier(store: Store, token?: HttpWorld['token']): Carrier {
  return httpCarrier({
    fetch: (path, init) => fetch(path, init),
    prove: (device, nonce) => prove(store, device, nonce),
    deflate,
    ...(token && { token }),
  })
}

async function deflate(text: string): Promise<Blob> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Blob([await new Response(stream).arrayBuffer()])
}
