const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'

/**
 * Everything that a seed decides. Each part of the world draws from a stream of its own, so that one more draw in one
 * part leaves the others as they were.
 */
export class Chance {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** A stream of its own for a part of the world. */
  fork(name: string): Chance {
    let hash = this.state ^ 0x9e3779b9
    for (let n = 0; n < name.length; n++) hash = Math.imul(hash ^ name.charCodeAt(n), 0x85ebca6b) ^ (hash >>> 13)
    const forked = new Chance(hash)
    forked.unit()
    return forked
  }

  /** From 0 to 1, without 1 (mulberry32, public domain). */
  unit(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.unit() * (most - least + 1))
  }

  /** Between two numbers, small ones far more often: what waits and lengths look like. */
  skewed(least: number, most: number): number {
    return least + (most - least) * this.unit() ** 3
  }

  /** Whether something happens that happens this often, 0 to 1. */
  happens(often: number): boolean {
    return this.unit() < often
  }

  pick<T>(from: readonly T[]): T {
    const one = from[Math.floor(this.unit() * from.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }

  some<T>(from: readonly T[], most: number): T[] {
    const left = [...from]
    const count = Math.min(left.length, this.whole(1, most))
    return Array.from({ length: count }, () => left.splice(Math.floor(this.unit() * left.length), 1)).flat()
  }

  /** Text of this many characters, `A-Za-z0-9_-`. */
  text(length: number): string {
    return Array.from({ length }, () => letters[Math.floor(this.unit() * letters.length)]).join('')
  }
}
