/** So long a class has to be in the room until its list is taken for who is there, ms: who is late has come by then. */
const settled = 3 * 60_000

/** How long a class has been in a room, added up: a line that goes and comes takes nothing away. Times in ms of any clock. */
export class Stay {
  #spent = 0
  #since: number | undefined

  enter(now: number): void {
    this.#since ??= now
  }

  leave(now: number): void {
    if (this.#since !== undefined) this.#spent += Math.max(0, now - this.#since)
    this.#since = undefined
  }

  /** How long it has to stay on until it counts as there. */
  left(now: number): number {
    const lately = this.#since === undefined ? 0 : now - this.#since
    return Math.max(0, settled - this.#spent - lately)
  }
}
