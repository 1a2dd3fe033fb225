import { afterEach, expect, test } from 'vitest'
import { language, languageFor, languageTag, setLanguage } from './language.ts'
import { words } from './words.ts'

afterEach(() => setLanguage('zh'))

const text = words({
  zh: { ready: '备好了', missing: (pages: number) => `还差 ${pages} 页` },
  en: { ready: 'Ready', missing: (pages) => `${pages} pages missing` },
})

test('words are said in the language chosen last', () => {
  setLanguage('zh')
  expect([text().ready, text().missing(2)]).toEqual(['备好了', '还差 2 页'])
  setLanguage('en')
  expect([text().ready, text().missing(2)]).toEqual(['Ready', '2 pages missing'])
  expect([language(), languageTag()]).toEqual(['en', 'en-GB'])
})

test('a browser in English gets English, every other Chinese, and a choice goes before both', () => {
  expect(languageFor(null, 'en-US')).toBe('en')
  expect(languageFor(null, 'zh-CN')).toBe('zh')
  expect(languageFor(null, 'ug')).toBe('zh')
  expect(languageFor(null, undefined)).toBe('zh')
  expect(languageFor('zh', 'en-US')).toBe('zh')
  expect(languageFor('en', 'zh-CN')).toBe('en')
  expect(languageFor('something else', 'zh-CN')).toBe('zh')
})

test('English that lacks a word, has one too many or takes other values does not compile', () => {
  words({
    zh: { one: '一', two: '二' },
    // @ts-expect-error a word is missing
    en: { one: 'One' },
  })
  words({
    zh: { one: '一' },
    // @ts-expect-error nobody says this in Chinese
    en: { one: 'One', two: 'Two' },
  })
  words({
    zh: { left: (pages: number) => `还差 ${pages} 页` },
    // @ts-expect-error it is given a number
    en: { left: (pages: Date) => `${pages} left` },
  })
})
