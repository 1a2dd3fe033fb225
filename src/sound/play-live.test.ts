import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type LiveSoundState, playLive } from './play-live.ts'
import type { SoundElement } from './sound-element.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A browser's player that is on its way for a while when it is told to go somewhere, as they are. */
function player() {
  const none = () => undefined
  const is = { at: 1_000, until: 1_300, waits: undefined as ReturnType<SoundElement['waiting']> }
  const element: SoundElement = {
    position: () => is.at,
    ranges: () => [{ from: 0, until: is.until }],
    taking: () => false,
    rate: () => 1,
    waiting: () => is.waits,
    stopped: () => false,
    play: async () => true,
    go(at) {
      is.at = at
      is.waits = 'on-its-way'
    },
    ...{ setRate: none, setVolume: none, append: none, forget: none, pause: none, close: none },
  }
  return { is, element }
}

test('sound stops for want of sound alone, and not where the player goes on from elsewhere', async () => {
  const { is, element } = player()
  const states: LiveSoundState[] = []
  const sound = playLive(
    (state) => states.push(state),
    () => element,
  )
  const chunk = (number: number, at: number) => ({
    track: 0,
    number,
    packets: [{ at, bytes: Uint8Array.of(1) }],
  })
  sound.hear(chunk(0, 1_240))
  await vi.advanceTimersByTimeAsync(100)
  expect(states).toEqual(['playing'])

  is.at = 1_250
  is.waits = 'for-sound'
  await vi.advanceTimersByTimeAsync(1_000)
  is.until = 2_400
  sound.hear(chunk(1, 2_340))
  await vi.advanceTimersByTimeAsync(100)
  is.waits = undefined
  await vi.advanceTimersByTimeAsync(100)
  expect(states).toEqual(['playing', 'waiting', 'playing'])

  // Far behind, and yet with enough to play.
  is.at = 100
  await vi.advanceTimersByTimeAsync(100)
  expect(is.waits).toBe('on-its-way')
  is.waits = undefined
  await vi.advanceTimersByTimeAsync(100)
  expect(states).toHaveLength(3)
  expect(sound.figures().stops).toBe(1)
  sound.close()
})
