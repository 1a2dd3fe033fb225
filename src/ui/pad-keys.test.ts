import { describe, expect, test } from 'vitest'
import { padKeyOf, typed } from './pad-keys.ts'

describe('a keyboard does what the pad does', () => {
  test('digits, Backspace and Enter always', () => {
    expect(['7', 'Backspace', 'Enter'].map((key) => padKeyOf(key, []))).toEqual(['7', 'erase', 'enter'])
  })

  test('signs only where the pad has them', () => {
    expect(padKeyOf('.', ['.'])).toBe('.')
    expect(padKeyOf('.', [])).toBeUndefined()
  })

  test('nothing else', () => {
    expect(['a', 'ArrowLeft', 'F5', ' '].map((key) => padKeyOf(key, ['.', '-']))).toEqual(Array(4).fill(undefined))
  })
})

describe('what is typed', () => {
  test('grows to its greatest length and no further', () => {
    expect(typed('12', '3', 4)).toBe('123')
    expect(typed('1234', '5', 4)).toBe('1234')
  })

  test('shrinks by one, down to nothing', () => {
    expect(typed('12', 'erase', 4)).toBe('1')
    expect(typed('', 'erase', 4)).toBe('')
  })

  test('stays as it is when it is entered', () => {
    expect(typed('1234', 'enter', 6)).toBe('1234')
  })
})
