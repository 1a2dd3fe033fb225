import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LessonId } from '../../core/facts/ids.ts'
import { rememberSent, sentBefore } from './sent-before.ts'

const [room, other] = ['three.20260908.1', 'four.20260908.1'] as LessonId[] as [LessonId, LessonId]

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
})
afterEach(() => vi.unstubAllGlobals())

test('the camera that was shown is known in its own room, until it is shown no more', () => {
  expect(sentBefore(room)).toBeUndefined()
  rememberSent(room, 'lens-1')
  expect([sentBefore(room), sentBefore(other)]).toEqual([{ device: 'lens-1' }, undefined])
  rememberSent(room, undefined)
  expect(sentBefore(room)).toBeUndefined()
})

test('what is no such word, or a browser that keeps nothing, is as if none was shown', () => {
  sessionStorage.setItem('tongke.camera', '{"room":7}')
  expect(sentBefore(room)).toBeUndefined()
  const forbid = () => {
    throw new Error('forbidden')
  }
  vi.stubGlobal('sessionStorage', { getItem: forbid, setItem: forbid, removeItem: forbid })
  rememberSent(room, 'lens-1')
  expect(sentBefore(room)).toBeUndefined()
})
