import { expect, test } from 'vitest'
import { timerLateness } from './timer-lateness.ts'

function clockwork() {
  const world = { now: 0, hidden: false }
  const lateness = timerLateness(
    () => world.now,
    () => world.hidden,
  )
  return { world, lateness }
}

test('a timer is late by what it came behind its time, and that is said once', () => {
  const { world, lateness } = clockwork()
  lateness.set(1_000)
  world.now = 1_700
  expect(lateness.take()).toBe(700)
  world.now = 3_000
  expect(lateness.take()).toBe(0)
})

test('who looks before the timer comes is not late', () => {
  const { world, lateness } = clockwork()
  lateness.set(1_000)
  world.now = 400
  expect(lateness.take()).toBe(0)
})

test.each(['when it is set', 'when it comes'])('of a page that is hidden %s nothing is known', (when) => {
  const { world, lateness } = clockwork()
  world.hidden = when === 'when it is set'
  lateness.set(1_000)
  world.now = 60_000
  world.hidden = !world.hidden
  expect(lateness.take()).toBeUndefined()
})
