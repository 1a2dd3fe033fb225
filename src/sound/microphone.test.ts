import { afterEach, expect, test, vi } from 'vitest'
import { setLanguage } from '../i18n/language.ts'
import { loudness } from './level.ts'
import { microphones, openMicrophone } from './microphone.ts'
import { t } from './words.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  setLanguage('zh')
})

/** A browser whose getUserMedia does this. */
function browserThat(getUserMedia: (asked: MediaStreamConstraints) => Promise<unknown>, canRecord = true): void {
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } })
  vi.stubGlobal('MediaRecorder', { isTypeSupported: () => canRecord })
}

test.each([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'none'],
  ['OverconstrainedError', 'none'],
  ['NotReadableError', 'busy'],
  ['TypeError', 'failed'],
] as const)('a microphone refused with %s is told as %s, in words of both languages', async (name, why) => {
  browserThat(() => Promise.reject(new DOMException('', name)))
  expect(await openMicrophone('voice')).toEqual({ ok: false, why })
  const zh = t()[why]
  setLanguage('en')
  expect(zh).toMatch(/[麦录]/)
  expect(t()[why]).not.toBe(zh)
})

test('a browser that cannot record, and a page that came without TLS, are told so', async () => {
  browserThat(() => Promise.resolve({}), false)
  expect(await openMicrophone('voice')).toEqual({ ok: false, why: 'cannot-record' })
  vi.stubGlobal('navigator', {})
  expect(await openMicrophone('voice')).toEqual({ ok: false, why: 'cannot-record' })
})

test('a voice is helped and music is left as it sounds', async () => {
  const asked: (MediaTrackConstraints | undefined)[] = []
  browserThat((constraints) => {
    asked.push(constraints.audio as MediaTrackConstraints) // it is what we ask with
    return Promise.resolve({})
  })
  await openMicrophone('voice', 'desk')
  await openMicrophone('music')
  expect(asked).toMatchObject([
    { noiseSuppression: true, echoCancellation: true, autoGainControl: true, deviceId: { ideal: 'desk' } },
    { noiseSuppression: false, echoCancellation: false, autoGainControl: false },
  ])
})

test('loudness goes from silence to full in even steps to the ear', () => {
  const square = (height: number) => new Float32Array(64).map((_, n) => (n % 2 === 0 ? height : -height))
  expect(loudness(square(0))).toBe(0)
  expect(loudness(square(1))).toBe(1)
  expect(loudness(square(0.1))).toBeCloseTo(2 / 3)
  expect(loudness(square(0.001))).toBeCloseTo(0)
})

test('each microphone is told once, and none before any was allowed', async () => {
  const listed = ['', 'default', 'communications', 'desk', 'camera'].map((deviceId) => ({
    kind: 'audioinput',
    ...{ deviceId, label: deviceId },
  }))
  const enumerateDevices = async () => [...listed, { kind: 'videoinput', deviceId: 'eye', label: 'eye' }]
  vi.stubGlobal('navigator', { mediaDevices: { enumerateDevices } })
  expect(await microphones()).toEqual([
    { id: 'desk', label: 'desk' },
    { id: 'camera', label: 'camera' },
  ])
  vi.stubGlobal('navigator', {})
  expect(await microphones()).toEqual([])
})
