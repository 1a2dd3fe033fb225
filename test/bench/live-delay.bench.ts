import { bench, percentile } from './bench.ts'
import { mouthToEar } from './live/mouth-to-ear.ts'
import { pictureDelay } from './live/picture-delay.ts'

export default bench({
  name: 'live-delay',
  how: `All on this machine. The timeline's own sound over TCP: a page of Chromium's records a microphone that plays calls from a file, another's
plays it, and both note when a call becomes loud, at the microphone and in front of the loudspeaker; the 95th percentile of some ten calls. Picture: a studio (Chromium)
whose camera is a canvas with this machine's clock in black and white blocks, 30 times a second, and a classroom in another Chromium that has the small picture by WebRTC for half a minute, then the
late one (HLS, hls.js) for another; of each frame that is shown (\`requestVideoFrameCallback\`) the clock is read, the 95th percentile. Lips: every two seconds that picture
flashes while the studio's microphone beeps; how far apart they are seen, and heard in front of the loudspeaker, by WebRTC, whichever is first, the 95th percentile.`,
  budget: { pictureMs: { atMost: 350 }, hlsMs: { atMost: 5_000 }, soundMs: { atMost: 800 }, lipSyncMs: { atMost: 80 } },
  needs: ['build', 'browsers'],
  async measure() {
    const late = await mouthToEar()
    const { webrtc, hls, lips } = await pictureDelay(30_000)
    const apart = lips.map(Math.abs)
    return {
      pictureMs: percentile(webrtc, 0.95),
      hlsMs: percentile(hls, 0.95),
      soundMs: percentile(late, 0.95),
      lipSyncMs: percentile(apart, 0.95),
      pictureMedianMs: percentile(webrtc, 0.5),
      hlsMedianMs: percentile(hls, 0.5),
      soundMedianMs: percentile(late, 0.5),
      soundBehindPictureMs: percentile(lips, 0.5),
      ...{ pictures: webrtc.length, latePictures: hls.length, beeps: lips.length, calls: late.length },
    }
  },
})
