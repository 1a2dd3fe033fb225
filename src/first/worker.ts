/**
 * Registers the service worker once the first screen can be used, so that it does not compete for a thin line, and
 * tells it when the line is idle.
 */
export async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' })
  const { active } = await navigator.serviceWorker.ready
  const idle = 'requestIdleCallback' in window ? requestIdleCallback : (then: () => void) => setTimeout(then, 3000)
  idle(() => active?.postMessage('line-is-idle'))
}
