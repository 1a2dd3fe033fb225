import { expect, test } from 'vitest'
import { keepTogether } from './keep-together.ts'

test('sound and picture are kept back alike, by the name that the browser has for it', () => {
  const receivers: object[] = [{ jitterBufferTarget: null }, { playoutDelayHint: null }]
  keepTogether(receivers as RTCRtpReceiver[])
  expect(receivers).toEqual([{ jitterBufferTarget: 100 }, { playoutDelayHint: 0.1 }])
})
