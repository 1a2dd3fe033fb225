import { expect, test, vi } from 'vitest'
import { playKept } from './play-kept.ts'
import type { SoundElement } from './sound-element.ts'

/** A browser's player that takes nothing in. @param given whether it was given something */
function slow(given: () => boolean): SoundElement {
  const none = () => undefined
  return {
    position: () => 0,
    ranges: () => [],
    taking: given,
    rate: () => 1,
    waiting: none,
    stopped: () => false,
    play: async () => true,
    ...{ go: none, setRate: none, setVolume: none, append: none, forget: none, pause: none, close: none },
  }
}

test('what was given is not asked for again before the browser has taken it in, although it begins some ms later', async () => {
  const asked: number[] = []
  const player = playKept(
    {
      ends: 5_000,
      async source(at) {
        asked.push(at)
        if (asked.length > 20) throw new Error('asked for ever')
        return { packets: [], until: at < 5 ? 5 : 4_500 }
      },
    },
    () => undefined,
    () => slow(() => asked.length > 0),
  )
  await vi.waitFor(() => expect(asked).toContain(0))
  player.seek(0)
  await new Promise((resolve) => setImmediate(resolve))
  player.close()
  expect(asked).toEqual([0])
})
