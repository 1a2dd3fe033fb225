import { describe, expect, test } from 'vitest'
import { bugs } from './bugs.ts'
import { type Play, simulate, told } from './simulate.ts'
import type { Bug } from './world.ts'

/** Seeds of every run of the tests; `npm run simulate` plays as many as one likes. */
const seeds = 200

describe('whatever the lines, the clocks, the power and the disks do', () => {
  test(`all promises are kept in ${seeds} seeds`, { timeout: 600_000 }, async () => {
    for (let seed = 1; seed <= seeds; seed++) {
      const play = await simulate(seed)
      if (play.why !== undefined) expect.fail(told(play))
    }
  })

  test('a seed tells the same story every time', async () => {
    const [first, second] = [await simulate(7), await simulate(7)]
    expect(second.story?.text()).toBe(first.story?.text())
  })
})

describe('the simulator finds', () => {
  test.for(Object.entries(bugs))('a %s', async ([, bug]) => {
    const play = await firstFailure(bug, 20)
    expect(play?.why).toBeDefined()
  })
})

async function firstFailure(bug: Bug, most: number): Promise<Play | undefined> {
  for (let seed = 1; seed <= most; seed++) {
    const play = await simulate(seed, bug)
    if (play.why !== undefined) return play
  }
  return undefined
}
