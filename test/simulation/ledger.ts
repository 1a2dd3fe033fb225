import type { TimedFact } from '../../core/facts/fact.ts'
import type { PersonId } from '../../core/facts/ids.ts'
import type { PlaceKind } from '../../core/people/places.ts'

/** One act of recording, as whoever acted knows it. */
export interface Deed {
  /** Names it for ever, whatever a program calls it: it is in the fact's body, where nobody looks. */
  trace: number
  device: string
  place: string
  placeKind: PlaceKind
  by: PersonId | ''
  kind: string
  /** True time, ms since 1970. */
  time: number
  body: Record<string, unknown>
  photos: string[]
  /** tried: begun, and perhaps never answered. kept: the device said that it is safe. denied: it would not. */
  outcome: 'tried' | 'kept' | 'denied'
}

/**
 * What people were told is safe, and where it must therefore be: kept apart from all programs, and never corrected by
 * what they say.
 */
export class Ledger {
  readonly deeds: Deed[] = []
  /** By device: the kept deeds that its disk holds. */
  private readonly disks = new Map<string, Set<number>>()
  /** In no disk and no hub any more, since people put old copies in their place. */
  readonly lost = new Set<number>()
  /** On several disks, or on one twice: what was there undelivered may have come from each. */
  readonly copied = new Set<number>()
  /** How often a disk was copied to another one, or put back. */
  copies = 0
  /** In some backup: a device may let go of it. */
  readonly backedUp = new Set<number>()
  private lastBackup = new Set<number>()
  /** What is left of a fact when somebody was erased of it, and its trace went along. */
  private readonly known = new Map<string, number>()

  begin(deed: Omit<Deed, 'trace' | 'outcome'>): Deed {
    const trace = this.deeds.length + 1
    const begun: Deed = { ...deed, body: { ...deed.body, trace }, trace, outcome: 'tried' }
    this.deeds.push(begun)
    return begun
  }

  kept(deed: Deed): void {
    deed.outcome = 'kept'
    this.on(deed.device).add(deed.trace)
  }

  deed(trace: number): Deed | undefined {
    return this.deeds[trace - 1]
  }

  /** Remembers by what a fact is told from all others. @param trace if it is not in its body, nor ever was */
  note(fact: Traced, trace = (fact.body as { trace?: number }).trace): void {
    if (trace !== undefined) this.known.set(lasting(fact), trace)
  }

  /** The trace of a fact, whether or not it still bears it. */
  traceOf(fact: Traced): number | undefined {
    return (fact.body as { trace?: number }).trace ?? this.known.get(lasting(fact)) // as above
  }

  /** The kept deeds that a device's disk holds. */
  on(device: string): Set<number> {
    const held = this.disks.get(device) ?? new Set()
    this.disks.set(device, held)
    return held
  }

  /** What a device said was safe, is in no backup, and is not among the facts that it has. */
  missing(device: string, facts: readonly Traced[]): number[] {
    const here = new Set(facts.map((fact) => this.traceOf(fact)))
    return [...this.on(device)].filter((trace) => !here.has(trace) && !this.backedUp.has(trace))
  }

  /** A device's disk holds these from now on, and no others. @param hub what the hub has now */
  putBack(device: string, held: ReadonlySet<number>, hub: ReadonlySet<number>): void {
    this.copy(held, device)
    this.count(hub)
  }

  /** A device's disk is one that held these. */
  copy(held: ReadonlySet<number>, device: string): void {
    this.copies += 1
    this.disks.set(device, new Set(held))
    for (const trace of held) this.copied.add(trace)
  }

  /** A device that was taken back has nothing any more. */
  wiped(device: string): void {
    this.disks.set(device, new Set())
  }

  backUp(hub: ReadonlySet<number>): void {
    this.lastBackup = new Set(hub)
    for (const trace of hub) this.backedUp.add(trace)
  }

  restored(): void {
    this.count(this.lastBackup)
  }

  /** The deeds that everybody must still find at the hub. */
  owed(): Deed[] {
    return this.deeds.filter(({ outcome, trace }) => outcome === 'kept' && !this.lost.has(trace))
  }

  private count(hub: ReadonlySet<number>): void {
    for (const { trace, outcome } of this.deeds) {
      const somewhere = hub.has(trace) || [...this.disks.values()].some((held) => held.has(trace))
      if (outcome === 'kept' && !somewhere) this.lost.add(trace)
    }
  }
}

type Traced = Pick<TimedFact, 'at' | 'by' | 'kind' | 'body'>

/** What neither another name nor an erasure takes from a fact. */
function lasting({ at, by, kind, body }: Traced): string {
  const { class: room, assignment, pupils, pupil, person, question, photo } = body as Record<string, unknown> // any body is an object
  return JSON.stringify([at, by, kind, room, assignment, pupils, pupil, person, question, photo])
}
