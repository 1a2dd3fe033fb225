type Work = () => unknown
interface Options {
  signal?: AbortSignal
  steal?: boolean
}

/** As much of a browser's Web Locks as the app asks of it: one holder of each name at a time, others in line, a lock that is taken away. */
export function locksOfOneBrowser() {
  const held = new Map<string, (error: unknown) => void>()
  const lines = new Map<string, Work[]>()

  const next = (name: string) => {
    held.delete(name)
    lines.get(name)?.shift()?.()
  }
  const hold = (name: string, work: Work) =>
    new Promise<unknown>((resolve, reject) => {
      held.set(name, reject)
      Promise.resolve()
        .then(work)
        .then(resolve, reject)
        .finally(() => held.get(name) === reject && next(name))
    })

  function request(name: string, ...given: [Work] | [Options, Work]): Promise<unknown> {
    const work = given[given.length - 1] as Work
    const { signal, steal } = given.length > 1 ? (given[0] as Options) : {}
    const aborted = () => new DOMException('', 'AbortError')
    if (steal) held.get(name)?.(aborted())
    if (steal || !held.has(name)) return hold(name, work)
    return new Promise((resolve, reject) => {
      const turn = () => void hold(name, work).then(resolve, reject)
      const line = lines.get(name) ?? []
      lines.set(name, [...line, turn])
      signal?.addEventListener('abort', () => {
        lines.set(name, lines.get(name)?.filter((one) => one !== turn) ?? [])
        reject(aborted())
      })
    })
  }
  return { request }
}

/** BroadcastChannels whose words arrive before anything else happens. */
export function promptChannels() {
  const open = new Set<Channel>()
  class Channel {
    readonly name: string
    onmessage: ((event: { data: unknown }) => void) | undefined
    constructor(name: string) {
      this.name = name
      open.add(this)
    }
    postMessage(data: unknown) {
      for (const other of open) if (other !== this && other.name === this.name) other.onmessage?.({ data })
    }
    close() {
      open.delete(this)
    }
  }
  return Channel
}
