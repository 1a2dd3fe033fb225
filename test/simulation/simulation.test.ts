import { describe, expect, test } from 'vitest'
import { bugs } from './bugs.ts'
import { type Play, simulate } from './simulate.ts'
import type { Bug } from './world.ts'

test('a seed tells the same story every time', async () => {
  const [first, second] = [await simulate(7), await simulate(7)]
  expect(second.story?.text()).toBe(first.story?.text())
})

describe('the simulator finds', () => {
  test.for(Object.entries(bugs))('a %s', async ([, bug]) => {
    const play = await firstFailure(bug, 20)
    expect(play?.why).toBeDefined()
  })
})

async function firstFailure(bug: Bug, most: number): Promise<Play | undefined> {
  const { from = 1 } = bug
  for (let seed = from; seed < from + most; seed++) {
    const play = await simulate(seed, bug)
    if (play.why !== undefined) return play
  }
  return undefined
}
