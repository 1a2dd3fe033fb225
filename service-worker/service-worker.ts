import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, PrecacheController, PrecacheRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { deliverInBackground } from './background.ts'
import { serveBlob } from './blobs.ts'
import { keepRest } from './second-wave.ts'
import type { Waves } from './waves.ts'

/** Put in at build time, from the list of built files. */
declare const __WAVES__: Waves
declare const __VERSION__: string
declare const self: ServiceWorkerGlobalScope

/**
 * The shell without a line. What a home needs is kept at once; the rest when the page says that the line is idle.
 * A new version waits until every page of the old one is closed, or the last one says so: no lesson is interrupted.
 */
const shell = new PrecacheController()
shell.addToCacheList([
  ...['/index.html', '/place.html'].map((url) => ({ url, revision: __VERSION__ + __WAVES__.first.join() })),
  { url: '/floor.js', revision: __VERSION__ },
  ...__WAVES__.first.map((file) => ({ url: `/${file}`, revision: null })),
])

self.addEventListener('install', (event) => {
  event.waitUntil(shell.install(event))
})
self.addEventListener('activate', (event) => {
  event.waitUntil(shell.activate(event))
})
clientsClaim()
cleanupOutdatedCaches()

registerRoute(new PrecacheRoute(shell))
registerRoute(({ url }) => url.pathname.startsWith('/local/'), serveBlob)
registerRoute(({ url }) => url.origin === self.location.origin && url.pathname.startsWith('/assets/'), keepRest)
registerRoute(new NavigationRoute(shell.createHandlerBoundToURL('/place.html'), { allowlist: [/^\/at\//] }))
registerRoute(
  new NavigationRoute(shell.createHandlerBoundToURL('/index.html'), { denylist: [/^\/api\//, /^\/healthz/] }),
)

self.addEventListener('message', (event) => {
  if (event.data === 'keep-the-rest') {
    const [answer] = event.ports
    event.waitUntil(
      keepRest.all(__WAVES__).then(
        () => answer?.postMessage('kept'),
        (error: unknown) => answer?.postMessage(String(error)),
      ),
    )
  }
  if (event.data === 'take-over') event.waitUntil(takeOver(event.ports[0]))
})

/** A page that still runs the old version would miss its files, so it takes over from the last page alone. */
async function takeOver(answer: MessagePort | undefined): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (pages.length > 1) answer?.postMessage(pages.length - 1)
  else await self.skipWaiting()
}

// Background Sync (Chrome 49, not in WebViews): where it is missing the open page delivers.
self.addEventListener('sync', (event) => {
  const { tag } = event as ExtendableEvent & { tag: string } // not in TypeScript's DOM library
  if (tag.startsWith('deliver:'))
    (event as ExtendableEvent).waitUntil(deliverInBackground(tag.slice('deliver:'.length)))
})
