import { bench } from './bench.ts'
import { decodedAtLoss } from './live/lossy-leg.ts'
import { listenOverWire } from './live/sound.ts'

export default bench({
  name: 'live-loss',
  how: `Chromium listens for two minutes to the timeline's own sound, 13 kbit/s, with the board's ink, over TLS on a wire (TUN and a
network namespace, \`test/network/wire.py\`) of 400 ms that loses one packet in twenty each way; the worse of two runs with other losses.
In time is what is heard at most 2 s late, counted from the first sound; what the browser conceals is not. Then WebRTC's sound: a host teaches in the studio with its
camera on, and two classrooms have the small picture, each a Chromium behind such a wire of 60 ms that loses one packet in ten, or in five, each way; for a minute,
from ten seconds on in which the hub hears of the loss: of all samples that were played those that the browser did not make up (\`getStats\`).`,
  budget: {
    soundInTime: { atLeast: 0.97 },
    webrtcDecodedAt10: { atLeast: 0.97 },
    webrtcDecodedAt20: { atLeast: 0.9 },
  },
  needs: ['build', 'browsers'],
  async measure() {
    const runs = []
    for (const seed of [1, 2]) runs.push(await listenOverWire({ delay: 200, loss: 0.05, seed }, 120_000))
    const [webrtcDecodedAt10 = 0, webrtcDecodedAt20 = 0] = await decodedAtLoss([0.1, 0.2], 60_000)
    return {
      soundInTime: Math.min(...runs.map(({ inTime }) => inTime)),
      webrtcDecodedAt10,
      webrtcDecodedAt20,
      soundLateMs: Math.max(...runs.map(({ late }) => late)),
    }
  },
})
