/** Notes when what an ear hears becomes loud, on the clock of this machine. */
export type Ears = {
  onsets: number[]
  /** The player that the page has made last. */
  element: HTMLAudioElement | undefined
  of(source: (context: AudioContext) => AudioNode): void
}

/** Beyond this it is loud, of 1; and before it has been quiet for so long it is the same call still, ms. */
const [LOUD, QUIET] = [0.05, 500]

export function ears(): Ears {
  const noted: Ears = {
    onsets: [],
    element: undefined,
    of(source) {
      const context = new AudioContext({ latencyHint: 'interactive' })
      const analyser = context.createAnalyser()
      analyser.fftSize = 256
      source(context).connect(analyser)
      const wave = new Float32Array(analyser.fftSize)
      let loudLast = 0
      setInterval(() => {
        analyser.getFloatTimeDomainData(wave)
        const now = Date.now()
        if (Math.max(...wave) <= LOUD) return
        if (now - loudLast > QUIET) noted.onsets.push(now)
        loudLast = now
      }, 4)
    },
  }
  globalThis.Audio = class extends Audio {
    constructor(source?: string) {
      super(source)
      noted.element = this
    }
  }
  return noted
}
