/** How long the rest of the app may take before the page goes on without it, ms. */
const patience = 120_000

/**
 * Registers the service worker once the first screen can be used, so that it does not compete for a thin line.
 */
export async function keepShell(): Promise<void> {
  if ('serviceWorker' in navigator)
    await navigator.serviceWorker.register(workerUrl() as string, { updateViaCache: 'none' }) // as the browser wants it
}

/**
 * The worker's address as a browser wants it that lets no text become a script (Trusted Types, W3C). The hub's policy
 * (`hub/web/app-files.ts`) knows this name.
 */
function workerUrl(): unknown {
  const address = '/service-worker.js'
  const policy = globalThis.trustedTypes?.createPolicy('tongke-worker', { createScriptURL: () => address })
  return policy?.createScriptURL('') ?? address
}

/**
 * Has the rest of the app kept too. Resolves when it is all here, or when it cannot be had now.
 *
 * @param what the office has more screens than a school's places
 * @returns false when there is no worker to keep it
 */
export async function keepRest(what: 'keep-the-rest' | 'keep-the-office'): Promise<boolean> {
  if (!('serviceWorker' in navigator) || !(await navigator.serviceWorker.getRegistration())) return false
  await Promise.race([restIsKept(what), new Promise((resolve) => setTimeout(resolve, patience))])
  return true
}

async function restIsKept(what: string): Promise<void> {
  const { active } = await navigator.serviceWorker.ready
  const { port1, port2 } = new MessageChannel()
  await new Promise<void>((resolve) => {
    port1.onmessage = () => resolve()
    active?.postMessage(what, [port2])
  })
}
