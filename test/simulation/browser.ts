/** The device's end of a socket, as the browser gives it. */
export interface ClientEnd {
  readyState: number
  onmessage: ((event: { data: string }) => void) | null
  onclose: ((event: { code: number }) => void) | null
}

/** What carries a client's end to the hub. */
export interface Wire {
  send(data: string): void
  close(): void
}

/**
 * Puts into the global scope what the live channel takes from a browser: one page that is looked at, and sockets.
 *
 * @param dial opens the wire of a new socket, for whoever is acting
 * @returns how to take it away again
 */
export function playBrowser(dial: (end: ClientEnd) => Wire): () => void {
  class BrowserSocket implements ClientEnd {
    static readonly OPEN = 1
    readonly OPEN = 1
    readyState = 0
    onmessage: ClientEnd['onmessage'] = null
    onclose: ClientEnd['onclose'] = null
    private readonly wire = dial(this)

    send(data: string): void {
      this.wire.send(data)
    }

    close(): void {
      this.wire.close()
    }
  }
  const locks = { request: (_: string, work: () => unknown) => Promise.resolve().then(work) }
  const own: Record<string, unknown> = {
    document: { visibilityState: 'visible' },
    location: { protocol: 'https:', host: 'hub' },
    navigator: { onLine: true, locks },
    WebSocket: BrowserSocket,
  }
  const before = Object.keys(own).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const)
  for (const [name, value] of Object.entries(own))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  return () => {
    for (const [name, descriptor] of before) {
      Reflect.deleteProperty(globalThis, name)
      if (descriptor) Object.defineProperty(globalThis, name, descriptor)
    }
  }
}
