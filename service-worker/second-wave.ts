import type { Waves } from './waves.ts'

/** Built files carry their hash in their names, so what is in this cache never changes. */
const cacheName = 'tongke-rest'

/** Serves a built file that is not of the shell: from the cache, or from the line and then kept. */
export const keepRest = Object.assign(
  async ({ request }: { request: Request }): Promise<Response> => {
    const cache = await caches.open(cacheName)
    const kept = await cache.match(request)
    if (kept) return kept
    const response = await fetch(request)
    if (response.ok) await cache.put(request, response.clone())
    return response
  },
  {
    /**
     * Fetches all of the rest, one after the other, and lets go of what only older versions have.
     *
     * @param forOffice whether what the office alone shows is kept too
     * @throws DOMException `AbortError` when a newer version is to take over
     */
    async all({ rest, office, asked }: Waves, forOffice: boolean, signal: AbortSignal): Promise<void> {
      const cache = await caches.open(cacheName)
      const kept = new Set((await cache.keys()).map(({ url }) => url))
      for (const url of addresses(forOffice ? [...rest, ...office] : rest)) {
        if (kept.has(url)) continue
        const response = await fetch(url, { signal })
        if (response.ok) await cache.put(url, response)
      }
      const current = addresses([...rest, ...office, ...asked])
      for (const url of kept) if (!current.has(url)) await cache.delete(url)
    },
  },
)

function addresses(files: readonly string[]): Set<string> {
  return new Set(files.map((file) => new URL(`/${file}`, self.location.href).href))
}
