import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalText } from './text.ts'

describe('a short answer', () => {
  test.each([
    ['Blue', 'blue'],
    ['ｂｌｕｅ', 'blue'],
    [' blue. ', 'blue'],
    ['蒸发。', '蒸发'],
    ['蒸 发', '蒸发'],
    ['“蒸发”', '蒸发'],
    ['It’s  red!', "it's red"],
    ['I am Li Ming', 'i am li ming'],
    ['用 pen 写', '用pen写'],
  ])('%s counts as %s', (written, counted) => {
    expect(normalText(written)).toBe(counted)
  })

  test('keeps what makes another word of it', () => {
    expect(normalText('a part')).not.toBe(normalText('apart'))
    expect(normalText('its')).not.toBe(normalText("it's"))
    expect(normalText('已')).not.toBe(normalText('己'))
  })

  test('made plain once is plain', () => {
    const text = fc.string({ unit: fc.constantFrom(..."aA '’.,!静夜１Ａ。“”\u0301é\ue000İßﬁ") })
    fc.assert(fc.property(text, (any) => normalText(normalText(any)) === normalText(any)))
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => typeof normalText(any) === 'string'))
  })
})
