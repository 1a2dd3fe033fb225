import type { Chance } from './chance.ts'
import type { Actor, Stage } from './stage.ts'
import type { Story } from './story.ts'

/** A request on its way, read whole: what a line does to it does not depend on what is in it. */
export interface Sent {
  method: string
  path: string
  headers: Record<string, string>
  body: Uint8Array | undefined
}

export interface Answer {
  status: number
  headers: Headers
  body: Uint8Array
}

/** Whoever answers at the other end; `undefined` when the connection ends without an answer. */
export type Server = (sent: Sent, from: string) => Promise<Answer | undefined>

/** How a line is. Shares are of 1; waits are ms. */
interface Quality {
  name: string
  least: number
  most: number
  lost: number
  cut: number
  again: number
  portal: number
}

const good: Quality = { name: 'good', least: 20, most: 300, lost: 0, cut: 0, again: 0, portal: 0 }
const qualities: readonly Quality[] = [
  good,
  { name: 'slow', least: 200, most: 9_000, lost: 0.02, cut: 0.02, again: 0.1, portal: 0 },
  { name: 'bad', least: 100, most: 20_000, lost: 0.25, cut: 0.15, again: 0.15, portal: 0.02 },
  { name: 'down', least: 10, most: 500, lost: 1, cut: 0, again: 0, portal: 0 },
]

/** How long a second copy of a request can wander about before it arrives, ms. */
const longestWander = 600_000

/** The lines between devices and the hub: they drop, delay, repeat, reorder, and cut in mid-response. */
export class Network {
  private readonly lines = new Map<string, Quality>()
  private calm = false
  private readonly chance: Chance
  readonly wire: Actor = { name: 'line', alive: true }

  constructor(
    private readonly stage: Stage,
    private readonly server: Server,
    chance: Chance,
    private readonly story: Story,
    /** Which run of the hub it is that answers now. */
    private readonly run: () => number,
  ) {
    this.chance = chance.fork('network')
  }

  /** All lines are good from now on. What is on its way stays as it is. */
  calmDown(): void {
    this.calm = true
  }

  /** A device's line changes. */
  change(device: string): void {
    const quality = this.chance.pick(qualities)
    this.lines.set(device, quality)
    this.story.tell(device, `line is ${quality.name}`)
  }

  /** How long the next thing takes from one end to the other, ms. */
  delay(device: string): number {
    const { least, most } = this.line(device)
    return this.chance.skewed(least, most)
  }

  /** Whether a line breaks under the next thing that is said on it. */
  fails(device: string): boolean {
    return this.chance.happens(this.line(device).lost / 4)
  }

  isDown(device: string): boolean {
    return this.line(device).lost === 1
  }

  private line(device: string): Quality {
    return this.calm ? good : (this.lines.get(device) ?? good)
  }

  /** A `fetch` for one life of a device. */
  fetchFor(device: string, actor: Actor): (path: string, init: RequestInit) => Promise<Response> {
    return async (path, init) => {
      const sent = await this.read(path, init)
      return new Promise<Response>((resolve, reject) => {
        const end = (outcome: () => void) => {
          if (actor.alive) this.stage.after(0, actor, outcome)
        }
        const broken = () => end(() => reject(new TypeError('fetch failed')))
        init.signal?.addEventListener('abort', () => end(() => reject(new DOMException('aborted', 'AbortError'))))
        this.carry(device, sent, { answered: (answer, cut) => end(() => resolve(respond(answer, cut))), broken })
      })
    }
  }

  private async read(path: string, init: RequestInit): Promise<Sent> {
    const { body } = init
    const headers = { ...(init.headers as Record<string, string> | undefined) } // only the carrier's own come here
    return { method: init.method ?? 'GET', path, headers, body: await this.bytesOf(body) }
  }

  private async bytesOf(body: RequestInit['body']): Promise<Uint8Array | undefined> {
    if (body === undefined || body === null) return undefined
    if (typeof body === 'string') return new TextEncoder().encode(body)
    if (body instanceof Uint8Array) return body
    if (body instanceof Blob) return new Uint8Array(await this.stage.holding(body.arrayBuffer()))
    throw new Error('a body of a sort that no line here carries')
  }

  private carry(
    device: string,
    sent: Sent,
    back: { answered(answer: Answer, cut: number | undefined): void; broken(): void },
  ): void {
    const { chance, stage } = this
    const line = this.line(device)
    const there = this.delay(device)
    const home = this.delay(device)
    const [lostThere, lostBack, cut, again, portal] = [
      chance.happens(line.lost),
      chance.happens(line.lost),
      chance.happens(line.cut),
      chance.happens(line.again),
      chance.happens(line.portal),
    ]
    const tell = (fate: string) => this.story.tell(device, `${sent.method} ${sent.path.split('?')[0]} ${fate}`)
    if (again) {
      tell('is sent twice')
      const run = this.run()
      stage.after(there + chance.skewed(1, longestWander), this.wire, () => {
        // What is said on a connection ends with the process at its other end.
        if (this.run() === run) void this.server(sent, device)
      })
    }
    // A lost packet is told of by the system at once, or by nothing but the carrier's own patience.
    const lose = () => {
      if (chance.happens(0.7)) back.broken()
    }
    if (portal) {
      tell('is answered by a hotel')
      stage.after(there, this.wire, () => back.answered(captivePortal, undefined))
      return
    }
    stage.after(there, this.wire, () => {
      if (lostThere) {
        if (line.lost < 1) tell('is lost')
        return lose()
      }
      void this.server(sent, device).then((answer) => {
        stage.after(home, this.wire, () => {
          if (!answer) return back.broken()
          if (lostBack) {
            tell('loses its answer')
            return lose()
          }
          if (cut) tell('gets half an answer')
          back.answered(answer, cut ? chance.unit() : undefined)
        })
      })
    })
  }
}

const captivePortal: Answer = {
  status: 200,
  headers: new Headers({ 'Content-Type': 'text/html' }),
  body: new TextEncoder().encode('<html>Welcome to the hotel</html>'),
}

/** As much of a `Response` as a carrier looks at. @param cut the share of the body that came; all if undefined */
function respond(answer: Answer, cut: number | undefined): Response {
  const body = cut === undefined ? answer.body : answer.body.subarray(0, Math.floor(answer.body.length * cut))
  const left = [body]
  const reader = {
    async read() {
      const value = left.shift()
      if (!value && cut !== undefined) throw new TypeError('the connection was closed')
      return { value, done: !value }
    },
    async cancel() {
      left.length = 0
    },
  }
  const like = {
    ok: answer.status >= 200 && answer.status < 300,
    status: answer.status,
    headers: answer.headers,
    url: '',
    redirected: false,
    body: { getReader: () => reader },
    clone: () => respond(answer, cut),
  }
  return like as unknown as Response // the carriers of facts and photos use nothing else of it
}
