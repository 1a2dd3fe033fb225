/** What `hearSeek` offers in a page. */
export interface HeardSeek {
  /** When, from now on, sound is loud in front of the loudspeaker that is of this place of the recording, to 1.5 s behind it; ms, `performance.now()`. */
  from(at: number): Promise<number>
}

/** Listens to what a page plays. Run in it before it opens any; leaves itself as `window.heard`. */
export function hearSeek(): void {
  const [loud, goesOn] = [0.02, 1_500]
  let awaited: { at: number; tell: (now: number) => void } | undefined
  const heard: HeardSeek = {
    from: (at) =>
      new Promise((tell) => {
        awaited = { at, tell }
      }),
  }

  function listenTo(element: HTMLAudioElement): void {
    const context = new AudioContext({ latencyHint: 'interactive' })
    // Some 6 ms at a time; a worklet would need a file of its own.
    const ear = context.createScriptProcessor(256, 1, 1)
    ear.onaudioprocess = ({ inputBuffer }) => {
      if (!awaited || element.paused || element.seeking) return
      const since = element.currentTime * 1_000 - awaited.at
      if (since < 0 || since > goesOn || !inputBuffer.getChannelData(0).some((value) => Math.abs(value) > loud)) return
      awaited.tell(performance.now())
      awaited = undefined
    }
    context.createMediaElementSource(element).connect(ear).connect(context.destination)
  }

  const Sound = window.Audio
  window.Audio = class extends Sound {
    constructor(address?: string) {
      super(address)
      this.addEventListener('playing', () => listenTo(this), { once: true })
    }
  }
  Object.assign(window, { heard })
}
