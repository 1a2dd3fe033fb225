import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { CHARACTERS_A_PAGE, pageCharacters, pageFill } from './fit.ts'
import { Page } from './pages.ts'

const page = (...blocks: object[]) => v.parse(Page, { blocks })
const heading = { type: 'heading', runs: ['跟老师唱一唱'] }
const text = (count: number) => ({ type: 'text', runs: ['字'.repeat(count)] })
const picture = { type: 'picture', file: 'a.svg', alt: '甲' }

describe('a page on the projector', () => {
  test('with a heading, a picture and three short lines fits', () => {
    expect(pageFill(page(heading, picture, text(20), text(20), text(20)))).toBeLessThanOrEqual(1)
  })

  test('with two pictures under a heading does not fit', () => {
    expect(pageFill(page(heading, picture, picture, text(20)))).toBeGreaterThan(1)
  })

  test('is full of text before it is full of characters a child can take in', () => {
    expect(pageCharacters(page(text(CHARACTERS_A_PAGE)))).toBe(CHARACTERS_A_PAGE)
    expect(pageFill(page(text(330)))).toBeGreaterThan(1)
  })

  test('counts what the class sees: two letters as one character, no note, no pinyin', () => {
    const note = { type: 'note', runs: ['字'.repeat(300)] }
    const ruby = { type: 'text', runs: [{ ruby: '静', pinyin: 'jìng' }] }
    expect(pageCharacters(page(note, ruby, { type: 'text', runs: ['abcd'] }))).toBe(3)
    expect(pageFill(page(note))).toBe(0)
  })

  test('is fuller with pinyin over its verse than without', () => {
    const verse = (line: object | string) => page({ type: 'verse', lines: [[line], [line]] })
    expect(pageFill(verse({ ruby: '静', pinyin: 'jìng' }))).toBeGreaterThan(pageFill(verse('静')))
  })
})
