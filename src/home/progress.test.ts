import { expect, test } from 'vitest'
import { progressOf } from './progress.ts'

test('without a room a lesson is as far as its class says', () => {
  expect(progressOf(undefined, undefined)).toEqual({ opened: false, closed: false })
  expect(progressOf({ closed: false, latest: 7 }, undefined)).toEqual({ opened: true, closed: false, latest: 7 })
  expect(progressOf({ closed: true, latest: 7 }, undefined)).toEqual({ opened: true, closed: true, latest: 7 })
})

test('what its host has left in the middle goes on, be it that no class has come or that one has gone', () => {
  expect(progressOf(undefined, { opened: 5 })).toEqual({ opened: true, closed: false, liveSince: 5 })
  expect(progressOf({ closed: true, latest: 7 }, { opened: 5 })).toMatchObject({ closed: false, liveSince: 5 })
})

test('what its host has ended does not stand as going on, be it that a class has not ended it', () => {
  const ended = progressOf({ closed: false, latest: 7 }, { opened: 5, closed: 9 })
  expect(ended).toEqual({ opened: true, closed: true, latest: 7 })
})
