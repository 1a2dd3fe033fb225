import { writeRtp } from '../../../../hub/media/rtp/packet.ts'

/** One stream of sound and of small picture, 200 kbit/s of RTP in 70 packets a second: a frame a packet, a key frame every 2 s. */
export const payloadTypes = { audio: 111, video: 102 }
export const ssrcs = { audio: 1000, video: 2000 }

/** Packets a second, and bytes of each behind its header. */
const sound = { rate: 50, bytes: 68 }
const picture = { rate: 20, bytes: 1_080 }

export interface Stream {
  /** How many packets of both were sent so far. */
  sent(): number
  end(): void
}

/** Sends until it is ended, at the pace of the clock however late timers come. */
export function stream(send: (kind: 'audio' | 'video', packet: Buffer) => void): Stream {
  const began = performance.now()
  const sent = { audio: 0, video: 0 }
  const due = (rate: number) => ((performance.now() - began) / 1000) * rate
  const timer = setInterval(() => {
    while (sent.audio < due(sound.rate)) {
      const n = sent.audio++
      send('audio', writeRtp(header('audio', n, n * 960), Buffer.alloc(sound.bytes, 1)))
    }
    while (sent.video < due(picture.rate)) {
      const n = sent.video++
      const frame = Buffer.alloc(picture.bytes, 1)
      frame[0] = n % (2 * picture.rate) === 0 ? 0x65 : 0x41
      send('video', writeRtp(header('video', n, n * 4_500), frame))
    }
  }, 5)
  return { sent: () => sent.audio + sent.video, end: () => clearInterval(timer) }
}

function header(kind: 'audio' | 'video', n: number, timestamp: number) {
  return {
    ssrc: ssrcs[kind],
    payloadType: payloadTypes[kind],
    sequence: n & 0xffff,
    timestamp,
    marker: kind === 'video',
  }
}
