import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeDigits } from './code.ts'

test('a code is taken however it was copied', () => {
  expect(codeDigits('482 193', 6)).toBe('482193')
  expect(codeDigits('您的代码：482-193。', 6)).toBe('482193')
  expect(codeDigits('４８２１９３', 6)).toBe('482193')
})

test('what is no digit never gets in, nor a seventh digit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(codeDigits(text, 6)).toMatch(/^[0-9]{0,6}$/)
    }),
  )
})
