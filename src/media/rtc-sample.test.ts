import { expect, test } from 'vitest'
import { type Arrivals, cameIn, nothingCame, rtcSample } from './rtc-sample.ts'

const came = (packets: number, lost = 0, frames = 0, dropped = 0) => ({ packets, lost, frames, dropped })
const arrivals = (some: Partial<Arrivals>): Arrivals => ({ ...nothingCame, ...some })

test('what came is what the statistics of the incoming stream say, whatever else they hold', () => {
  const stats = [
    { type: 'codec' },
    { type: 'inbound-rtp', packetsReceived: 50, packetsLost: 2, framesDecoded: 12 },
    { type: 'transport', packetsReceived: 900 },
  ]
  expect(cameIn(stats)).toEqual(came(50, 2, 12))
  expect(cameIn([{ type: 'codec' }])).toEqual(came(0))
  expect(cameIn([{ type: 'inbound-rtp' }])).toEqual(came(0))
})

test('a line is heard when anything came since, and its loss is of what was sent since', () => {
  const before = arrivals({ hostSound: came(100, 50) })
  expect(rtcSample('connected', before, before)).toMatchObject({ heard: false, loss: 0, frozen: 0 })
  const now = arrivals({ hostSound: came(130, 60) })
  expect(rtcSample('connected', before, now)).toMatchObject({ heard: true, loss: 0.25 })
  // What came late is lost no more.
  expect(rtcSample('connected', before, arrivals({ hostSound: came(110, 45) }))).toMatchObject({ loss: 0 })
})

test('a picture is frozen when packets come and nothing is to be seen; a still one, of which none come, is not', () => {
  const before = arrivals({ hostPicture: came(100, 0, 40) })
  expect(rtcSample('connected', before, arrivals({ hostPicture: came(120, 0, 40) })).frozen).toBe(1)
  expect(rtcSample('connected', before, arrivals({ hostPicture: came(120, 0, 52) })).frozen).toBe(0)
  expect(rtcSample('connected', before, before).frozen).toBe(0)
})

test('pictures that came and were not shown are a share of those that came', () => {
  const stats = [{ type: 'inbound-rtp', packetsReceived: 50, framesDecoded: 30, framesDropped: 4 }]
  expect(cameIn(stats)).toEqual(came(50, 0, 30, 4))
  const before = arrivals({ hostPicture: came(100, 0, 30, 4) })
  expect(rtcSample('connected', before, arrivals({ hostPicture: came(150, 0, 35, 19) })).dropped).toBe(0.75)
  expect(rtcSample('connected', before, before).dropped).toBe(0)
})
