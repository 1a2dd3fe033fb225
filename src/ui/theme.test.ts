import { afterEach, expect, test, vi } from 'vitest'
import { restoreTheme, setTheme, theme } from './theme.ts'

afterEach(() => vi.unstubAllGlobals())

test('a browser that forbids storage shows the theme all the same', () => {
  const forbid = () => {
    throw new DOMException('Access is denied for this document.', 'SecurityError')
  }
  vi.stubGlobal('document', { documentElement: { dataset: {} } })
  vi.stubGlobal('localStorage', { getItem: forbid, setItem: forbid })
  restoreTheme()
  expect(theme()).toBe('light')
  setTheme('dark')
  expect(theme()).toBe('dark')
})
