import { afterEach, expect, test, vi } from 'vitest'
import { forgetPlace } from '../known-places.ts'
import type { HomeView } from './home-view.ts'
import { homeSnapshot, keepHomeSnapshot } from './snapshot.ts'

afterEach(() => vi.unstubAllGlobals())

const home = (title: string): HomeView => ({
  title,
  kind: 'projector',
  lessons: [],
  days: [],
  classes: [],
  toMark: 2,
  lessonsHere: 0,
})

function storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

test('each place of a browser finds its own last home, until it is forgotten', () => {
  vi.stubGlobal('localStorage', storage())
  keepHomeSnapshot('classroom1', home('三年级'))
  keepHomeSnapshot('studio1', home('主播室'))
  expect(homeSnapshot('classroom1')).toEqual(home('三年级'))
  expect(homeSnapshot('studio1')?.title).toBe('主播室')
  forgetPlace('classroom1')
  expect(homeSnapshot('classroom1')).toBeUndefined()
  expect(homeSnapshot('studio1')).toBeDefined()
})

test('where storage is forbidden there is no last home, and no failure', () => {
  const forbidden = () => {
    throw new DOMException('forbidden', 'SecurityError')
  }
  vi.stubGlobal('localStorage', { getItem: forbidden, setItem: forbidden })
  keepHomeSnapshot('classroom1', home('三年级'))
  expect(homeSnapshot('classroom1')).toBeUndefined()
})
