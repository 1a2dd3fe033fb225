import { expect, test } from 'vitest'
import { simulate, told } from './simulate.ts'

/** That all promises are kept in these seeds; a file each for some of them, so that cores share the work. */
export function keepsAllPromises(from: number, to: number): void {
  test(`all promises are kept in seeds ${from} to ${to}`, { timeout: 600_000 }, async () => {
    for (let seed = from; seed <= to; seed++) {
      const play = await simulate(seed)
      if (play.why !== undefined) expect.fail(told(play))
    }
  })
}
