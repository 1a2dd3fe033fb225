import type { Rung } from '../ladder/rungs.ts'

/** Seconds on a rung. */
export interface RungSpell {
  rung: Rung
  s: number
}

/** What was between two rungs for less than this says nothing of a line: the one before goes on. Seconds. */
const shortest = 3

/** As many are told at once; then it is time to tell (`lesson-followed.ts`). */
const most = 60

/** Adds up on which rung a classroom stood for how long, to tell now and then. Times on the room's clock, ms. */
export class Spells {
  #from: number | undefined
  #at = 0
  #rung: Rung = 0
  #spells: RungSpell[] = []
  /** What is less than a second yet, ms. */
  #rest = 0

  /** It stands on this rung from now on. */
  stand(rung: Rung, now: number): void {
    if (this.#from === undefined) this.#from = this.#at = now
    this.#spend(now)
    this.#rung = rung
  }

  get isFull(): boolean {
    return this.#spells.length >= most - 1
  }

  /** What has not been told yet; `undefined` where there is nothing. What comes after it is told next time. */
  take(now: number): { from: number; spells: RungSpell[] } | undefined {
    if (this.#from === undefined) return undefined
    this.#spend(now)
    const spells = joined(this.#spells).slice(0, most)
    const from = Math.max(0, Math.round(this.#from))
    this.#from = now
    this.#spells = []
    return spells.length > 0 ? { from, spells } : undefined
  }

  #spend(now: number): void {
    const spent = Math.max(0, now - this.#at) + this.#rest
    this.#at = now
    const s = Math.floor(spent / 1_000)
    this.#rest = spent - s * 1_000
    if (s > 0) this.#spells.push({ rung: this.#rung, s })
  }
}

/** One for each rung that was stood on for long enough, one behind the other. */
function joined(spells: readonly RungSpell[]): RungSpell[] {
  const all: RungSpell[] = []
  for (const { rung, s } of spells) {
    const last = all[all.length - 1]
    if (last && (last.rung === rung || s < shortest)) last.s += s
    else all.push({ rung, s })
  }
  return all
}
