import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indicesIn, joined, joinsIn, nextLoose, placed, toggled } from './answering.ts'

test('an answer of another version of the question is read as far as it fits', () => {
  expect(indicesIn([0, 7, 'x', 2, 2, -1, 1.5], 4)).toEqual([0, 2])
  expect(indicesIn('B', 4)).toEqual([])
  expect(joinsIn([1, 9], 3, 2)).toEqual([1, -1, -1])
})

test('touching an option twice leaves the answer as it was', () => {
  const answers = fc.uniqueArray(fc.integer({ min: 0, max: 5 })).map((all) => all.sort((a, b) => a - b))
  fc.assert(
    fc.property(answers, fc.integer({ min: 0, max: 5 }), (answer, touch) => {
      expect(toggled(toggled(answer, touch, 6), touch, 6)).toEqual(answer)
    }),
  )
})

test('options touched one after the other stand in that order', () => {
  expect([2, 0, 1].reduce<number[]>((answer, touch) => placed(answer, touch, 3), [])).toEqual([2, 0, 1])
})

test('taking an option out of the row moves those behind it up', () => {
  expect(placed([2, 0, 1], 0, 3)).toEqual([2, 1])
})

test('a join is made, moved and let go', () => {
  const counts = { left: 2, right: 3 }
  expect(joined(undefined, 1, 2, counts)).toEqual([-1, 2])
  expect(joined([-1, 2], 1, 0, counts)).toEqual([-1, 0])
  expect(joined([-1, 0], 1, 0, counts)).toEqual([-1, -1])
})

test('after a join the next loose one is taken up, from the top again at the end', () => {
  expect(nextLoose([-1, 2, -1], 1)).toBe(2)
  expect(nextLoose([-1, 2, 1], 2)).toBe(0)
  expect(nextLoose([0, 2, 1], 2)).toBeUndefined()
})
