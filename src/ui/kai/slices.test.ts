import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { characters } from './characters.ts'
import { rangeOf, sliceSize, slicesOf } from './slices.ts'

const folder = join(import.meta.dirname, 'slices')
const count = Math.ceil(Array.from(characters).length / sliceSize)

test('each character is in one slice, and that slice says so', () => {
  expect(new Set(characters).size).toBe(Array.from(characters).length)
  fc.assert(
    fc.property(fc.constantFrom(...characters), (character) => {
      const [slice = -1, ...others] = slicesOf(character)
      expect(others).toEqual([])
      expect(rangeOf(slice).split(',')).toContain(`U+${character.codePointAt(0)?.toString(16)}`)
    }),
  )
})

test('a text asks for each of its slices once, and what the font does not have asks for nothing', () => {
  expect(slicesOf('一一一，一')).toEqual([0])
  expect(slicesOf('Colours 123')).toEqual([])
  expect(slicesOf('𠮷')).toEqual([])
})

test('what a classroom writes with is there: GB 2312, its second level among it', () => {
  expect(slicesOf('青山的檐下喔叽噜')).not.toHaveLength(0)
  for (const character of '青山檐喔叽噜鼯囔') expect(characters).toContain(character)
})

test('there is a file for every slice, no other, and the licence beside them', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.woff2'))
  expect(files.sort()).toEqual(Array.from({ length: count }, (_, n) => `${String(n).padStart(3, '0')}.woff2`))
  // WOFF File Format 2.0, section 4: the first four bytes.
  for (const file of files) expect(readFileSync(join(folder, file)).toString('latin1', 0, 4)).toBe('wOF2')
  expect(existsSync(join(folder, 'OFL.txt'))).toBe(true)
})

test('letters and figures stay with the font of the text', () => {
  expect(characters).not.toMatch(/[A-Za-z0-9]/)
})
