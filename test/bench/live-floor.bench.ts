import { bench } from './bench.ts'
import { boardAlone } from './live/board-alone.ts'
import { listenOverWire } from './live/sound.ts'

/** Lines that are tried beside each other, bits a second with all headers. */
const lines = [20_000, 22_000, 24_000]
/** Those on which the board alone is tried. */
const boardLines = [4_000, 6_000, 8_000]

/** How long each is tried. */
const tenMinutes = 600_000

export default bench({
  name: 'live-floor',
  how: `Chromium listens for ten minutes to the timeline's own sound, 13 kbit/s without a pause, with 250 bytes of ink a second, over TLS on
wires (TUN and a network namespace) of 20, 22 and 24 kbit/s with all headers, 400 ms and a buffer of 8 KB. Voice keeps up where 97 % of
it is heard at most 2 s late and the last of it too. Then for as long a host in the studio writes steadily (handwriting of \`board\`, 10.7 strokes a second), and three classrooms, in Chromiums
behind such wires, hold the board alone, on lines of 4, 6 and 8 kbit/s; it keeps up where the last stroke is there in the end within 2 s. All that the app sends besides is in that.`,
  budget: { voiceBits: { atMost: 24_000 }, boardBits: { atMost: 4_000 } },
  needs: ['build', 'browsers'],
  async measure() {
    const runs = await Promise.all(
      lines.map(async (bits) => ({
        bits,
        ...(await listenOverWire({ up: bits, down: bits, delay: 200, buffer: 8_000 }, tenMinutes)),
      })),
    )
    const keepUp = runs.filter(({ inTime, lateInTheEnd }) => inTime >= 0.97 && lateInTheEnd <= 2_000)
    const lowest = keepUp[0]
    const boards = await boardAlone(boardLines, tenMinutes)
    const board = boards.find(({ lateInTheEnd }) => lateInTheEnd <= 2_000)
    return {
      voiceBits: lowest?.bits ?? Number.POSITIVE_INFINITY,
      boardBits: board?.bits ?? Number.POSITIVE_INFINITY,
      voiceInTime: lowest?.inTime ?? 0,
      voiceLateMs: lowest?.late ?? Number.POSITIVE_INFINITY,
      boardWireBits: boards[boards.length - 1]?.bitsPerSecond ?? Number.POSITIVE_INFINITY,
      wireBits: lowest?.bitsPerSecond ?? Number.POSITIVE_INFINITY,
    }
  },
})
