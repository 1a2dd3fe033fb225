import { expect, test } from 'vitest'
import { secondsLeft } from './seconds-left.ts'

const since = { at: 1_000_000, have: 500_000 }

test('what is left takes as long as the speed of this very download says, what came before not counted', () => {
  const tenSecondsLater = since.at + 10_000
  expect(secondsLeft({ have: 600_000, of: 1_000_000, since }, tenSecondsLater)).toBe(40)
})

test('a line that has stopped makes the time longer and longer', () => {
  const download = { have: 600_000, of: 1_000_000, since }
  const [sooner = 0, later = 0] = [10_000, 60_000].map((ms) => secondsLeft(download, since.at + ms))
  expect(later).toBeGreaterThan(sooner)
})

test('nothing is promised in the first moments, nor before a byte has come', () => {
  expect(secondsLeft({ have: 900_000, of: 1_000_000, since }, since.at + 1_000)).toBeUndefined()
  expect(secondsLeft({ have: 500_000, of: 1_000_000, since }, since.at + 60_000)).toBeUndefined()
  expect(secondsLeft({ have: 0, of: 0, since: { at: 0, have: 0 } }, since.at)).toBeUndefined()
})
