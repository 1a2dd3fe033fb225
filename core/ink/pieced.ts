import type { PageRef } from './page-ref.ts'
import type { Run } from './piece.ts'

/** A stroke of which pieces came. They never take more room than the longest stroke. */
export class Pieced {
  readonly by: string
  readonly tick: number
  #page: PageRef | undefined
  readonly #runs: Run[] = []
  #begun = new Uint8Array(0)
  #length: number | undefined

  constructor(by: string, tick: number) {
    this.by = by
    this.tick = tick
  }

  /** `undefined` until the run is there that begins it. */
  get page(): PageRef | undefined {
    return this.#page
  }

  /** The coding from its beginning to where something is missing, or to where it has come. */
  get begun(): Uint8Array {
    return this.#begun
  }

  get isWhole(): boolean {
    return this.#length !== undefined && this.#begun.length === this.#length
  }

  /** @returns whether more of it is here than before. A run that stands where another one does is passed over */
  take(run: Run): boolean {
    const end = run.from + run.bytes.length
    const before = { length: this.#begun.length, whole: this.isWhole }
    if (this.#length !== undefined && end > this.#length) return false
    if (run.ends && this.#runs.every((each) => each.from + each.bytes.length <= end)) this.#length = end
    if (
      run.bytes.length > 0 &&
      this.#runs.every((each) => each.from >= end || each.from + each.bytes.length <= run.from)
    ) {
      // A piece's bytes are a part of a message: copied, they do not keep the whole of it.
      this.#runs.push({ ...run, bytes: run.bytes.slice() })
      this.#runs.sort((a, b) => a.from - b.from)
      if (run.page !== undefined) this.#page = run.page
      this.#join()
    }
    return this.#begun.length > before.length || this.isWhole !== before.whole
  }

  #join(): void {
    const first: Uint8Array[] = []
    let length = 0
    for (const { from, bytes } of this.#runs) {
      if (from !== length) break
      first.push(bytes)
      length += bytes.length
    }
    if (length === this.#begun.length) return
    this.#begun = new Uint8Array(length)
    let at = 0
    for (const bytes of first) {
      this.#begun.set(bytes, at)
      at += bytes.length
    }
  }
}
