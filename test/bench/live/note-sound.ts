/** What `noteSound` offers in the page; moments are `Date.now()`. */
export interface NotedSound {
  /** When it became loud, each time after a silence of more than 0.4 s. */
  begins: number[]
  /** Since when sound goes on: the first beginning, from this moment on, behind which it is heard for three seconds; the moment itself where it never stopped. */
  goesOnSince(moment: number): Promise<number>
}

/**
 * Notes when what a page plays is loud, whichever way it comes: decoded sound in front of the loudspeaker. Run in it before it opens any; it
 * leaves itself as `window.sound`.
 */
export function noteSound(): void {
  const [loud, silence, goesOn] = [0.02, 400, 3_000]
  const waiting = new Set<{ moment: number; tell: (at: number) => void }>()
  let loudLast = 0
  const noted: NotedSound = {
    begins: [],
    goesOnSince: (moment) => new Promise((tell) => waiting.add({ moment, tell })),
  }
  let context: AudioContext | undefined

  function listenTo(element: HTMLAudioElement): void {
    context ??= new AudioContext({ latencyHint: 'interactive' })
    const { srcObject } = element
    const source =
      srcObject instanceof MediaStream
        ? context.createMediaStreamSource(srcObject)
        : context.createMediaElementSource(element)
    // Some 10 ms at a time; a worklet would need a file of its own.
    const ear = context.createScriptProcessor(512, 1, 1)
    ear.onaudioprocess = ({ inputBuffer }) => {
      if (element.muted || element.paused || element.volume === 0) return
      if (!inputBuffer.getChannelData(0).some((value) => Math.abs(value) > loud)) return
      const now = Date.now()
      if (now - loudLast > silence) noted.begins.push(now)
      loudLast = now
      for (const one of waiting) {
        const since = Math.max(noted.begins[noted.begins.length - 1] ?? now, one.moment)
        if (now - since < goesOn) continue
        waiting.delete(one)
        one.tell(since)
      }
    }
    source.connect(ear).connect(context.destination)
  }

  const heard = new WeakMap<HTMLAudioElement, unknown>()
  const Sound = window.Audio
  window.Audio = class extends Sound {
    constructor(address?: string) {
      super(address)
      this.addEventListener('playing', () => {
        const what = this.srcObject ?? 'file'
        if (heard.get(this) === what) return
        heard.set(this, what)
        listenTo(this)
      })
    }
  }
  Object.assign(window, { sound: noted })
}
