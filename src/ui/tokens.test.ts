import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

/** Later blocks win, as in the sheet. */
const looks = {
  'desk and tablet, light': [':root'],
  'projector, light': [':root', '[data-surface="projector"]'],
  'desk and tablet, dark': [':root', '[data-theme="dark"]'],
  'projector, dark': [':root', '[data-surface="projector"]', '[data-theme="dark"]'],
}

/** WCAG 2.2: 4.5 is AA (1.4.3), 7 is AAA (1.4.6), and 3 is for the edges of fields and the focus ring (1.4.11). */
describe.each(Object.entries(looks))('%s', (name, selectors) => {
  const colors = Object.assign({}, ...selectors.map(colorsOf)) as Record<string, string> // of strings by its pattern
  const least = name.startsWith('projector') || name.endsWith('dark') ? 7 : 4.5

  test.each(['ground', 'sheet', 'well'])('all text is read on --%s', (ground) => {
    for (const text of ['ink', 'ink-2', 'persimmon-ink', 'green-ink', 'amber-ink', 'red-ink', 'blue-ink']) {
      expect(contrast(colors[text], colors[ground]), `--${text}`).toBeGreaterThanOrEqual(least)
    }
  })

  test.each(['persimmon', 'green', 'amber', 'red', 'blue'])('a strip of --%s-soft is read', (color) => {
    for (const text of ['ink', 'ink-2', `${color}-ink`]) {
      expect(contrast(colors[text], colors[`${color}-soft`]), `--${text}`).toBeGreaterThanOrEqual(least)
    }
  })

  test('the one thing to do next is read', () => {
    expect(contrast(colors['on-persimmon'], colors['persimmon-fill'])).toBeGreaterThanOrEqual(least)
  })

  test('fields and the focus ring are seen', () => {
    for (const edge of ['edge', 'persimmon', 'red']) {
      for (const ground of ['ground', 'sheet', 'well']) {
        expect(contrast(colors[edge], colors[ground]), `--${edge} on --${ground}`).toBeGreaterThanOrEqual(3)
      }
    }
  })
})

function colorsOf(selector: string): Record<string, string> {
  const block = css.split(`\n${selector} {`)[1]?.split('\n}')[0] ?? ''
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#\w+)/g)].map(([, name, color]) => [name, color]))
}

function contrast(one = '', other = ''): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** Relative luminance of an sRGB colour, #rgb or #rrggbb (WCAG 2.2, section 6). */
function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex
  const [r = Number.NaN, g = Number.NaN, b = Number.NaN] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(full.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
