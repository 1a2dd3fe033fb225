import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeBeside } from './place.ts'

const window = { width: 800, height: 1280 }
const popup = { width: 200, height: 300 }

test('a menu opens below its button, level with its left edge', () => {
  const button = { left: 100, top: 100, right: 220, bottom: 160 }
  expect(placeBeside(button, popup, window)).toEqual({ left: 100, top: 168 })
})

test('a menu at the foot opens upwards, at the right edge leftwards', () => {
  const button = { left: 700, top: 1200, right: 790, bottom: 1260 }
  expect(placeBeside(button, popup, window)).toEqual({ left: 592, top: 892 })
})

test('a menu that fits a window at all is within it', () => {
  const at = fc.integer({ min: -100, max: 1400 })
  fc.assert(
    fc.property(at, at, (left, top) => {
      const placed = placeBeside({ left, top, right: left + 60, bottom: top + 60 }, popup, window)
      expect(placed.left).toBeGreaterThanOrEqual(0)
      expect(placed.top).toBeGreaterThanOrEqual(0)
      expect(placed.left + popup.width).toBeLessThanOrEqual(window.width)
      expect(placed.top + popup.height).toBeLessThanOrEqual(window.height)
    }),
  )
})
