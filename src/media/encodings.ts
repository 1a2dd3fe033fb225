import { type SoundMode, soundRates } from '../../core/sound/mode.ts'

/** bit/s; with sound and headers the rungs of the ladder (`core/ladder/rungs.ts`). */
const sharp = { maxBitrate: 560_000, maxFramerate: 24 }
const small = { maxBitrate: 110_000, maxFramerate: 12 }
/** What Chromium's Opus has of itself. */
const voiceRate = 32_000
const floor = { maxBitrate: 250_000, maxFramerate: 15 }

/** A voice as browsers send it, and music at the timeline's rate: so a line that carries the one carries the other (`core/sound/mode.ts`). */
export function soundEncoding(mode: SoundMode): RTCRtpEncodingParameters {
  return { maxBitrate: mode === 'music' ? soundRates.music : voiceRate }
}

/**
 * What is sent of a picture: of the host's the small one and then the sharp one, as `docs/formats/live-picture.md` has it; of the
 * floor's one. Each is of a track of its own.
 */
export function encodingsOf(as: 'host' | 'floor', width = 1280): RTCRtpEncodingParameters[] {
  if (as === 'floor') return [{ ...floor, scaleResolutionDownBy: downTo(640, width) }]
  return [
    { ...small, scaleResolutionDownBy: downTo(320, width) },
    { ...sharp, scaleResolutionDownBy: downTo(1280, width) },
  ]
}

function downTo(wanted: number, width: number): number {
  return Math.max(1, width / wanted)
}
