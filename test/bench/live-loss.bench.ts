import { bench } from './bench.ts'
import { listenOverWire } from './live/sound.ts'

export default bench({
  name: 'live-loss',
  how: `Chromium listens for two minutes to the timeline's own sound, 13 kbit/s, with the board's ink, over TLS on a wire (TUN and a
network namespace, \`test/network/wire.py\`) of 400 ms that loses one packet in twenty each way; the worse of two runs with other losses.
In time is what is heard at most 2 s late, counted from the first sound; what the browser conceals is not.`,
  budget: { soundInTime: { atLeast: 0.97 } },
  needs: ['browsers'],
  async measure() {
    const runs = []
    for (const seed of [1, 2]) runs.push(await listenOverWire({ delay: 200, loss: 0.05, seed }, 120_000))
    return {
      soundInTime: Math.min(...runs.map(({ inTime }) => inTime)),
      soundLateMs: Math.max(...runs.map(({ late }) => late)),
    }
  },
})
