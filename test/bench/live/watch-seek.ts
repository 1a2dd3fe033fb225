import type { Mark } from './board-marks.ts'
import type { HeardSeek } from './hear-seek.ts'
import type { SeenMarks } from './see-marks.ts'

declare const marks: SeenMarks
declare const heard: HeardSeek

/** How long after the pointer's last event the board of that time was painted, and sound was heard from there; infinite where it was not within 20 s. ms */
export interface Seek {
  board: number
  sound: number
}

/**
 * Waits for the next place to which somebody goes on the time line. Run in a page beside `seeMarks` and `hearSeek`; leaves a promise of the `Seek` as
 * `window.sought`.
 *
 * @param pages that may be shown there, and since when
 */
export function watchSeek(pages: readonly { from: number; marks: Mark[] }[]): void {
  Object.assign(window, { sought: watch() })

  async function watch(): Promise<Seek> {
    const slider = document.querySelector<HTMLInputElement>('input[type=range]')
    if (!slider) throw new Error('there is no time line')
    let pointed = 0
    let asked: { at: number; began: number; sound: Promise<number> } | undefined
    const pointer = ({ timeStamp }: Event) => {
      pointed = timeStamp
    }
    const input = () => {
      const at = Number(slider.value)
      asked = { at, began: pointed, sound: heard.from(at) }
    }
    const ended = new Promise((resolve) => slider.addEventListener('change', resolve, { once: true }))
    for (const kind of ['pointerdown', 'pointermove']) addEventListener(kind, pointer, true)
    slider.addEventListener('input', input, true)
    let [board, of]: [number | undefined, typeof asked] = [undefined, undefined]
    let sound: number | undefined
    void ended
      .then(() => asked?.sound)
      .then((moment) => {
        sound = moment
      })
    const givesUp = performance.now() + 20_000
    while (sound === undefined || board === undefined) {
      await marks.painted()
      const now = performance.now()
      if (now > givesUp) break
      if (asked !== of) board = undefined
      of = asked
      if (!of || board !== undefined) continue
      const { at, began } = of
      const all = pages.filter(({ from }) => from <= at).pop()?.marks ?? []
      const done = all.filter(({ ends }) => ends < at).slice(-24)
      const next = all.filter(({ begins }) => begins > at + (now - began) + 1_000).slice(0, 24)
      if (marks.inked([...done, ...next]).every((is, n) => is === n < done.length)) board = now
    }
    for (const kind of ['pointerdown', 'pointermove']) removeEventListener(kind, pointer, true)
    slider.removeEventListener('input', input, true)
    const since = (moment = Number.POSITIVE_INFINITY) => moment - (asked?.began ?? 0)
    return { board: since(board), sound: since(sound) }
  }
}
