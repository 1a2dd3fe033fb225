import { expect, test, vi } from 'vitest'
import { playKept } from './play-kept.ts'
import type { SoundElement } from './sound-element.ts'

/** A browser's player that has not taken in anything yet. */
const empty: SoundElement = {
  position: () => 0,
  ranges: () => [],
  rate: () => 1,
  waiting: () => undefined,
  stopped: () => false,
  play: async () => true,
  ...noDeeds(),
}

function noDeeds() {
  const none = () => undefined
  return { go: none, setRate: none, setVolume: none, append: none, forget: none, pause: none, close: none }
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
    () => empty,
  )
  await vi.waitFor(() => expect(asked).toContain(5))
  await new Promise((resolve) => setImmediate(resolve))
  player.close()
  expect(asked).toEqual([0, 5])
})
