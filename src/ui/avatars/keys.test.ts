import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freeKey, pictureKeys, pictureOf, tints } from './keys.ts'
import { pictureNames } from './names.ts'
import { pictures } from './pictures.ts'

describe('children of a class tell themselves apart', () => {
  /** A class that fills up, one pupil after the other. */
  const classOf = (size: number) => {
    const taken = new Set<string>()
    while (taken.size < size) taken.add(freeKey(taken))
    return [...taken]
  }

  test('nobody shares a picture before all pictures are given', () => {
    const drawn = classOf(pictureKeys.length).map((key) => pictureOf(key).picture)
    expect(new Set(drawn).size).toBe(pictureKeys.length)
    expect(pictureKeys.length).toBeGreaterThanOrEqual(24)
  })

  test('after that nobody shares a picture on the same ground', () => {
    const seen = classOf(2 * pictureKeys.length).map((key) => JSON.stringify(pictureOf(key)))
    expect(new Set(seen).size).toBe(2 * pictureKeys.length)
  })

  test('neighbours in two or three columns stand on different grounds', () => {
    const grounds = classOf(36).map((key) => pictureOf(key).tint)
    for (const columns of [1, 2, 3])
      grounds.forEach((ground, at) => {
        expect(grounds[at + columns]).not.toBe(ground)
      })
  })

  test('a place that became free is given again', () => {
    const [first = '', ...rest] = classOf(10)
    expect(freeKey(new Set(rest))).toBe(first)
  })
})

test('any key gives a picture, and always the same', () => {
  fc.assert(
    fc.property(fc.string(), (key) => {
      const { picture, tint } = pictureOf(key)
      expect(pictures).toHaveProperty(picture)
      expect(tints).toContain(tint)
      expect(pictureOf(key)).toEqual({ picture, tint })
    }),
  )
})

test('every picture has a name and paths of less than 600 bytes', () => {
  for (const key of pictureKeys) {
    expect(pictureNames()[key]).not.toBe('')
    expect([...pictures[key]].map((stroke) => stroke.d).join('').length, key).toBeLessThan(600)
  }
})
