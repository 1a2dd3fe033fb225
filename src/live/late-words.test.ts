import { expect, test } from 'vitest'
import { type LateWord, lateNow, lateWords } from './late-words.ts'

const after = (words: readonly LateWord[]) => lateNow(words.reduce(lateWords, [] as readonly LateWord[]))
const at = (seconds: number, isMine = false) => ({ at: seconds * 1_000, isMine })

test('one late word, or some far apart, are told nobody', () => {
  expect(after([])).toBeUndefined()
  expect(after([at(1), at(2)])).toBeUndefined()
  expect(after([at(1), at(2), at(13)])).toBeUndefined()
})

test('a voice that is late again and again is told: whether the line is one’s own', () => {
  expect(after([at(1), at(2), at(4)])).toBe('theirs')
  expect(after([at(1, true), at(2, true), at(4, true), at(5, true)])).toBe('mine')
})
