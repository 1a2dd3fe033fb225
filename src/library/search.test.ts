import { expect, test } from 'vitest'
import { finds, searchable } from './search.ts'

test('a title is found by its characters, wherever they stand', () => {
  expect(finds('三态', searchable('水的三态'))).toBe(true)
  expect(finds('四态', searchable('水的三态'))).toBe(false)
})

test('the initials of the pinyin find a title: gs finds 古诗', () => {
  expect(finds('gs', searchable('古诗两首'))).toBe(true)
  expect(finds('sdst', searchable('水的三态'))).toBe(true)
  expect(finds('XXX', searchable('小星星'))).toBe(true)
})

test('each letter that begins a syllable is told from its neighbours', () => {
  const words: [string, string][] = [
    ['安北春', 'abc'],
    ['大鹅飞', 'def'],
    ['高黄家', 'ghj'],
    ['看林马', 'klm'],
    ['牛欧平', 'nop'],
    ['青人山', 'qrs'],
    ['天王小', 'twx'],
    ['云中', 'yz'],
  ]
  for (const [word, initials] of words) expect(searchable(word)).toBe(`${word} ${initials}`)
})

test('width, case, spaces and punctuation do not count', () => {
  expect(finds('what colour', searchable('What colour is it?'))).toBe(true)
  expect(finds('ＷＨＡＴ', searchable('What colour is it?'))).toBe(true)
})

test('nothing typed finds everything', () => {
  expect(finds('', searchable('水的三态'))).toBe(true)
})
