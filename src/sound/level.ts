export type LevelMeter = {
  /** How loud it is now, 0 to 1: silence, and as loud as can be, in even steps to the ear. */
  level(): number
  close(): void
}

/** Measures what a microphone hears. Where the browser makes no sound before a touch, it is 0 until then. */
export function levelMeter(stream: MediaStream): LevelMeter {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  context.createMediaStreamSource(stream).connect(analyser)
  const wave = new Float32Array(analyser.fftSize)
  return {
    level() {
      if (context.state === 'suspended') void context.resume()
      analyser.getFloatTimeDomainData(wave)
      return loudness(wave)
    },
    close() {
      void context.close()
    },
  }
}

/** Of a wave from -1 to 1: its mean power from -60 dB to 0 dB, as 0 to 1. */
export function loudness(wave: Float32Array): number {
  const power = wave.reduce((sum, value) => sum + value * value, 0) / wave.length
  const decibels = 10 * Math.log10(Math.max(power, 1e-9))
  return Math.min(1, Math.max(0, 1 + decibels / 60))
}
