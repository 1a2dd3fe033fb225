import { bench, percentile } from './bench.ts'
import { mouthToEar } from './live/mouth-to-ear.ts'

export default bench({
  name: 'live-delay',
  how: `The timeline's own sound over TCP on this machine: a page of Chromium's records a microphone that plays calls from a file, another's
plays it, and both note when a call becomes loud, at the microphone and in front of the loudspeaker; the 95th percentile of some ten calls.`,
  budget: { soundMs: { atMost: 800 } },
  needs: ['browsers'],
  async measure() {
    const late = await mouthToEar()
    return { soundMs: percentile(late, 0.95), soundMedianMs: percentile(late, 0.5), calls: late.length }
  },
})
