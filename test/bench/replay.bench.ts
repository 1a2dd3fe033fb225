import { bench, percentile } from './bench.ts'
import { replayedSound } from './live/replayed-sound.ts'

export default bench({
  name: 'replay',
  how: `The kept sound of forty minutes without a pause, 13 kbit/s as Chromium's recorder makes them: its bytes, and how long a playing
Chromium takes from a jump to sound from there, at twelve places, segments fetched when they are wanted; the 95th percentile.`,
  budget: { soundBytes: { atMost: 6_000_000 }, soundSeekMs: { atMost: 300 } },
  needs: ['browsers'],
  async measure() {
    const { bytes, seeks } = await replayedSound(40)
    return { soundBytes: bytes, soundSeekMs: percentile(seeks, 0.95), soundSeekMedianMs: percentile(seeks, 0.5) }
  },
})
