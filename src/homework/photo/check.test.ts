import { expect, test } from 'vitest'
import { checkFile, formatOf, largestFile } from './check.ts'

const bytes = (...parts: (string | number)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...part].map((c) => c.charCodeAt(0)))))

test('a picture is known by its first bytes, whatever its name says', async () => {
  expect(formatOf(bytes(0xff, 0xd8, 0xff, 0xe1))).toBe('jpeg')
  expect(formatOf(bytes(0x89, 'PNG\r\n', 0x1a, '\n'))).toBe('png')
  expect(formatOf(bytes('RIFF', 1, 2, 3, 4, 'WEBPVP8 '))).toBe('webp')
  expect(formatOf(bytes(0, 0, 0, 24, 'ftypheic'))).toBe('heic')
  expect(formatOf(bytes(0, 0, 0, 24, 'ftypavif'))).toBe('avif')
  expect(formatOf(bytes(0, 0, 0, 24, 'ftypisom'))).toBeUndefined()
  expect(await checkFile(new Blob([bytes(0xff, 0xd8, 0xff, 0xd9)]))).toEqual({ ok: true, format: 'jpeg' })
})

test('a photo that was cut off is damaged', async () => {
  expect(await checkFile(new Blob([bytes(0xff, 0xd8, 0xff, 0xe1)]))).toEqual({ ok: false, why: 'damaged' })
})

test('a file that is no picture is refused, an empty one too', async () => {
  expect(await checkFile(new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/svg+xml' }))).toEqual({
    ok: false,
    why: 'not-a-picture',
  })
  expect(await checkFile(new Blob([]))).toEqual({ ok: false, why: 'not-a-picture' })
})

test('a file of 80 MB is refused before a byte of it is read', async () => {
  const huge = Object.assign(new Blob([]), {
    slice: () => {
      throw new Error('it was read')
    },
  })
  Object.defineProperty(huge, 'size', { value: 80 * 1024 * 1024 })
  expect(huge.size).toBeGreaterThan(largestFile)
  expect(await checkFile(huge)).toEqual({ ok: false, why: 'too-large' })
})
