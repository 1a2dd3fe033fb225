import { expect, test } from 'vitest'
import { rubyPairs } from './ruby.ts'

test('each syllable stands over its own character', () => {
  expect(rubyPairs('静夜', 'jìng yè')).toEqual([
    { text: '静', pinyin: 'jìng' },
    { text: '夜', pinyin: 'yè' },
  ])
})

test('a syllable of two characters stays in one piece', () => {
  expect(rubyPairs('花儿', 'huār')).toEqual([{ text: '花儿', pinyin: 'huār' }])
})

test('a rare character outside the basic plane counts as one', () => {
  expect(rubyPairs('𠮷', 'jí')).toEqual([{ text: '𠮷', pinyin: 'jí' }])
})
