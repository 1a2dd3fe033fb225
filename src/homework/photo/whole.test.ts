import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWholePicture } from './whole.ts'

const hex = (text: string) =>
  Uint8Array.from(text.replace(/\s/g, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))

/** One pixel each, as programs write them. */
const pictures = {
  jpeg: hex(`ffd8 ffe0 0010 4a464946 00 0101 00 0001 0001 0000 ffdb 0043 00 ${'01'.repeat(64)}
    ffc0 000b 08 0001 0001 01 01 11 00 ffc4 0014 00 01${'00'.repeat(15)} 00 ffc4 0014 10 01${'00'.repeat(15)} 00
    ffda 0008 01 01 00 00 3f 00 3fff00 37 ffd9`),
  png: hex(`89504e470d0a1a0a 0000000d 49484452 00000001 00000001 08 00 00 00 00 3a7e9b55
    0000000a 49444154 789c6360000000020001 48afa471 00000000 49454e44 ae426082`),
  webp: hex('52494646 1a000000 57454250 5650384c 0d000000 2f000000 1007101111888808 0700'),
}

describe.each(Object.entries(pictures))('a %s', (format, bytes) => {
  const isWhole = (some: Uint8Array) => isWholePicture(format, some)

  test('that is all there is whole, whatever its camera wrote behind it', () => {
    expect(isWhole(bytes)).toBe(true)
    expect(isWhole(Uint8Array.from([...bytes, 0xff, 0xd8, 1, 2, 3]))).toBe(true)
  })

  test('that was cut off anywhere is not', () => {
    const trailer = format === 'png' ? 8 : 0 // behind `IEND` there is nothing to see
    for (let length = 0; length < bytes.length - trailer; length++)
      expect(isWhole(bytes.slice(0, length)), `${length}`).toBe(false)
  })
})

test('no bytes whatever take it down', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('jpeg', 'png', 'webp', 'gif', 'avif'),
      fc.uint8Array({ maxLength: 300 }),
      (format, bytes) => {
        expect(typeof isWholePicture(format, bytes)).toBe('boolean')
      },
    ),
  )
})
