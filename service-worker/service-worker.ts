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
  new NavigationRoute(shell.createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/api\//, /^\/healthz/, /^\/livez/, /^\/notice/],
  }),
)

const overtaken = new AbortController()

self.addEventListener('message', (event) => {
  if (event.data === 'keep-the-rest' || event.data === 'keep-the-office') {
    const [answer] = event.ports
    event.waitUntil(
      keepRest.all(__WAVES__, event.data === 'keep-the-office', overtaken.signal).then(
        () => answer?.postMessage('kept'),
        (error: unknown) => answer?.postMessage(String(error)),
      ),
    )
  }
  if (event.data === 'count-pages') event.waitUntil(pagesOpen().then((count) => event.ports[0]?.postMessage(count)))
  if (event.data === 'take-over') event.waitUntil(takeOver())
  if (event.data === 'give-way') overtaken.abort()
})

async function pagesOpen(): Promise<number> {
  return (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).length
}

/**
 * A page that still runs the old version would miss its files, so it takes over from the last page alone. The browser
 * lets the old worker come to the end of what it is at, which on a thin line can be minutes: it is told.
 */
async function takeOver(): Promise<void> {
  if ((await pagesOpen()) > 1) return
  self.registration.active?.postMessage('give-way')
  await self.skipWaiting()
}

// Background Sync (Chrome 49, not in WebViews): where it is missing the open page delivers.
self.addEventListener('sync', (event) => {
  const { tag } = event as ExtendableEvent & { tag: string } // not in TypeScript's DOM library
  if (tag.startsWith('deliver:'))
    (event as ExtendableEvent).waitUntil(deliverInBackground(tag.slice('deliver:'.length)))
})
