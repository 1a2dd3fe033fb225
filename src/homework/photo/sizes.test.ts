import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeWithin, fitInto, photoLimit, photoSteps, type Step, thumbnailLimit, thumbnailSteps } from './sizes.ts'

test('a photo is brought down to its long side, keeps its shape, and is never made larger', () => {
  expect(fitInto(4000, 3000, 1600)).toEqual({ width: 1600, height: 1200 })
  expect(fitInto(3000, 4000, 1600)).toEqual({ width: 1200, height: 1600 })
  expect(fitInto(640, 480, 1600)).toEqual({ width: 640, height: 480 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 20_000 }), (width, height) => {
      const fitted = fitInto(width, height, 1600)
      expect(Math.max(fitted.width, fitted.height)).toBeLessThanOrEqual(1600)
      expect(Math.min(fitted.width, fitted.height)).toBeGreaterThanOrEqual(1)
    }),
  )
})

/** A camera's JPEG of so many bits a pixel at full quality. */
const camera =
  (bits: number) =>
  async ({ longSide, quality }: Step) => ({
    size: Math.round((longSide * longSide * 0.75 * bits * quality) / 8),
    longSide,
  })

test('the first step that fits is taken: an easy page keeps its quality', async () => {
  const drawn: Step[] = []
  const taken = await encodeWithin(photoLimit, photoSteps, async (step) => {
    drawn.push(step)
    return camera(0.9)(step)
  })
  expect(taken.size).toBeLessThanOrEqual(photoLimit)
  expect(drawn).toEqual(photoSteps.slice(0, drawn.length))
  expect(taken.longSide).toBe(1600)
})

test('a photo of a lawn comes within 200 KB by losing pixels, and its thumbnail within 12', async () => {
  const photo = await encodeWithin(photoLimit, photoSteps, camera(4))
  expect(photo.size).toBeLessThanOrEqual(photoLimit)
  expect(photo.longSide).toBeLessThan(1600)
  expect((await encodeWithin(thumbnailLimit, thumbnailSteps, camera(4))).size).toBeLessThanOrEqual(thumbnailLimit)
})

test('where no step fits, the smallest is better than no photo', async () => {
  const taken = await encodeWithin(10, photoSteps, camera(4))
  expect(taken.longSide).toBe(800)
})
