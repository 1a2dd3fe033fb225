import { afterEach, expect, test, vi } from 'vitest'
import { setLanguage } from '../i18n/language.ts'
import { openPicture } from './camera.ts'
import { t } from './words.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  setLanguage('zh')
})

/** A browser in which opening a picture fails with this. */
function browserThatRefuses(name: string): void {
  const refuse = () => Promise.reject(new DOMException('', name))
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: refuse, getDisplayMedia: refuse } })
}

test.each([
  ['NotAllowedError', 'denied'],
  ['NotFoundError', 'none'],
  ['NotReadableError', 'busy'],
  ['TypeError', 'failed'],
] as const)('a camera refused with %s is told as %s, in words of both languages', async (name, why) => {
  browserThatRefuses(name)
  expect(await openPicture({ from: 'camera' })).toEqual({ ok: false, why })
  const zh = t()[why]
  setLanguage('en')
  expect(zh).toMatch(/摄像头/)
  expect(t()[why]).not.toBe(zh)
})

test('who closes the choice of screens has chosen none, and nothing is wrong', async () => {
  browserThatRefuses('NotAllowedError')
  expect(await openPicture({ from: 'screen' })).toEqual({ ok: false, why: 'not-chosen' })
})

test('a browser without cameras, or without screens to share, says so', async () => {
  vi.stubGlobal('navigator', {})
  expect(await openPicture({ from: 'camera' })).toEqual({ ok: false, why: 'cannot-show' })
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: () => expect.fail() } })
  expect(await openPicture({ from: 'screen' })).toEqual({ ok: false, why: 'cannot-show' })
})
