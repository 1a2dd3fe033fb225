import { bench } from './bench.ts'
import { listenOverWire } from './live/sound.ts'

/** Lines that are tried beside each other, bits a second with all headers. */
const lines = [20_000, 22_000, 24_000]

export default bench({
  name: 'live-floor',
  how: `Chromium listens for ten minutes to the timeline's own sound, 13 kbit/s without a pause, with 250 bytes of ink a second, over TLS on
wires (TUN and a network namespace) of 20, 22 and 24 kbit/s with all headers, 400 ms and a buffer of 8 KB. Voice keeps up where 97 % of
it is heard at most 2 s late and the last of it too.`,
  budget: { voiceBits: { atMost: 24_000 } },
  needs: ['browsers'],
  async measure() {
    const runs = await Promise.all(
      lines.map(async (bits) => ({
        bits,
        ...(await listenOverWire({ up: bits, down: bits, delay: 200, buffer: 8_000 }, 600_000)),
      })),
    )
    const keepUp = runs.filter(({ inTime, lateInTheEnd }) => inTime >= 0.97 && lateInTheEnd <= 2_000)
    const lowest = keepUp[0]
    return {
      voiceBits: lowest?.bits ?? Number.POSITIVE_INFINITY,
      voiceInTime: lowest?.inTime ?? 0,
      voiceLateMs: lowest?.late ?? Number.POSITIVE_INFINITY,
      wireBits: lowest?.bitsPerSecond ?? Number.POSITIVE_INFINITY,
    }
  },
})
