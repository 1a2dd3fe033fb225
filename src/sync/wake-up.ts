/** Background Sync (WICG): Chrome 49, not in its WebView; not in TypeScript's DOM library. */
interface WithSync {
  sync?: { register(tag: string): Promise<void> }
}

/**
 * Has the browser wake the worker when there is a line, also when no page of this place is open any more. Where that is
 * not to be had the open page delivers, as it does anyway.
 *
 * @returns asks for it, at any time and any number of times
 */
export function wakeUps(name: string): () => void {
  let worker: WithSync | undefined
  // `ready` is waited for here, since a page that is being closed has no time to.
  void globalThis.navigator?.serviceWorker?.ready.then((registration) => {
    worker = registration as WithSync
  })
  return () => {
    worker?.sync?.register(`deliver:${name}`).catch((error: unknown) => console.info('wake-up:', error))
  }
}
