import { quieten, type RealWorld } from './quiet.ts'

/** One life of something that acts: a device between two power cuts, the hub between two, the line. */
export interface Actor {
  name: string
  alive: boolean
  /** Runs a task of its disk in its own time; at once if it has none. */
  diskTask?(run: () => void): void
}

/** More steps than any play has that comes to an end. */
const mostSteps = 300_000

interface Step {
  time: number
  order: number
  actor: Actor
  run(): void
}

/**
 * One process in which nothing happens by itself. Time stands still until the next step of the agenda; a step runs
 * until all that it set in motion waits for the disk, the line or the clock. What the production code asks of the
 * platform (`setTimeout`, `setImmediate`) becomes a step too, of whoever was acting: so a dead device's code stops
 * wherever it stood.
 */
export class Stage {
  /** True time, ms since 1970. */
  now: number
  /** Who is acting now. */
  private acting: Actor
  private readonly nobody: Actor = { name: '', alive: true }
  private agenda: Step[] = []
  private order = 0
  /** Work of the platform that no step stands for (reading a request's body, a file): time waits for it. */
  private busy = 0
  private failure: { error: unknown } | undefined
  private real: RealWorld | undefined

  constructor(now: number) {
    this.now = now
    this.acting = this.nobody
  }

  get actor(): Actor {
    return this.acting
  }

  /** Puts a step on the agenda, `wait` ms from now. */
  after(wait: number, actor: Actor, run: () => void): { cancelled: boolean } {
    const ticket = { cancelled: false }
    const act = () => {
      if (!ticket.cancelled) run()
    }
    push(this.agenda, { time: this.now + Math.max(0, wait), order: this.order++, actor, run: act })
    return ticket
  }

  private every(wait: number, actor: Actor, run: () => void): { cancelled: boolean } {
    const ticket = { cancelled: false }
    const again = () => {
      if (ticket.cancelled) return
      run()
      this.after(wait, actor, again)
    }
    this.after(wait, actor, again)
    return ticket
  }

  /** Lets a promise that the platform keeps in its own time be kept before anything else happens. */
  async holding<T>(work: Promise<T>): Promise<T> {
    this.busy += 1
    try {
      return await work
    } finally {
      this.busy -= 1
    }
  }

  /** Something that may not happen has happened: the play ends here. */
  fail(error: unknown): void {
    this.failure ??= { error }
  }

  /** Plays with the platform's timers in the stage's hands. */
  async play<T>(work: () => Promise<T>): Promise<T> {
    this.real = quieten({
      now: () => this.now,
      later: (run, wait) => this.after(wait, this.acting, run),
      every: (run, wait) => this.every(wait, this.acting, run),
      soon: (run) => (this.acting.diskTask ? this.acting.diskTask(run) : void this.after(0, this.acting, run)),
    })
    try {
      return await work()
    } finally {
      this.real.restore()
      this.real = undefined
    }
  }

  /** Runs steps until a moment, or until there are none. */
  until(time: number): Promise<void> {
    return this.run(() => (this.agenda[0]?.time ?? Number.POSITIVE_INFINITY) > time).then(() => {
      if (Number.isFinite(time)) this.now = Math.max(this.now, time)
    })
  }

  /** Runs steps until a promise is kept. @throws if nothing is left to do and it is not */
  async untilKept<T>(work: Promise<T>): Promise<T> {
    let kept = false
    const done = () => {
      kept = true
    }
    work.then(done, done)
    await this.run(() => kept)
    if (!kept) throw new Error('everything waits for something that will not come')
    return work
  }

  /** Does something as this actor, and lets it be followed up. */
  as<T>(actor: Actor, work: () => T): T {
    const before = this.acting
    this.acting = actor
    try {
      return work()
    } finally {
      this.acting = before
    }
  }

  private run(enough: () => boolean): Promise<void> {
    const { real } = this
    if (!real) throw new Error('the stage is not set')
    return new Promise((resolve, reject) => {
      const end = (finish: () => void) => {
        this.acting = this.nobody
        finish()
      }
      const step = () => {
        if (this.busy > 0) return real.setImmediate(step)
        const { failure } = this
        if (failure) return end(() => reject(failure.error))
        if (enough()) return end(resolve)
        if (this.order > mostSteps) return end(() => reject(new Error('somebody asks the same thing for ever')))
        const next = pop(this.agenda)
        if (!next) return end(resolve)
        this.now = Math.max(this.now, next.time)
        this.acting = next.actor
        try {
          if (next.actor.alive) next.run()
        } catch (error) {
          this.fail(error)
        }
        // All promises that this step has kept are followed up before the next tick begins.
        queueMicrotask(() => process.nextTick(step))
      }
      // What was begun before is followed up first.
      queueMicrotask(() => process.nextTick(step))
    })
  }
}

function isBefore(a: Step, b: Step): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order)
}

/** A binary heap: the earliest step is first, and of those at one moment the one that was put there first. */
function push(heap: Step[], step: Step): void {
  let n = heap.length
  heap.push(step)
  while (n > 0) {
    const above = (n - 1) >> 1
    const parent = heap[above]
    if (!parent || !isBefore(step, parent)) break
    heap[n] = parent
    n = above
  }
  heap[n] = step
}

function pop(heap: Step[]): Step | undefined {
  const first = heap[0]
  const last = heap.pop()
  if (!first || !last || heap.length === 0) return first
  let n = 0
  for (;;) {
    let below = 2 * n + 1
    const left = heap[below]
    if (!left) break
    const right = heap[below + 1]
    if (right && isBefore(right, left)) below += 1
    const child = heap[below]
    if (!child || !isBefore(child, last)) break
    heap[n] = child
    n = below
  }
  heap[n] = last
  return first
}
