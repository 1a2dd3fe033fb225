/** What `seeMarks` offers in a page. */
export interface SeenMarks {
  /** Resolves behind the next frame, when it has been painted, with `Date.now()` to parts of a millisecond. */
  painted(): Promise<number>
  /** Which of these places of the board, in units, have ink on them. */
  inked(places: readonly { x: number; y: number }[]): boolean[]
}

/** Looks at the pixels of a board as it is on the screen. Run in a page; leaves itself as `window.marks`. */
export function seeMarks(): void {
  const across = 4096
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('no canvas')
  pen.canvas.height = 1
  const behindTheFrame = new MessageChannel()
  const waiting: (() => void)[] = []
  behindTheFrame.port1.onmessage = () => {
    for (const one of waiting.splice(0)) one()
  }

  const seen: SeenMarks = {
    async painted() {
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
        // What is posted from a frame's callbacks comes behind its painting.
        requestAnimationFrame(() => behindTheFrame.port2.postMessage(undefined))
      })
      return performance.timeOrigin + performance.now()
    },
    inked(places) {
      pen.canvas.width = places.length
      for (const canvas of document.querySelectorAll<HTMLCanvasElement>('canvas.board-ink')) {
        const scale = canvas.width / across
        for (const [n, { x, y }] of places.entries())
          if (canvas.width > 0) pen.drawImage(canvas, Math.round(x * scale), Math.round(y * scale), 1, 1, n, 0, 1, 1)
      }
      const { data } = pen.getImageData(0, 0, Math.max(1, places.length), 1)
      return places.map((_, n) => (data[n * 4 + 3] ?? 0) > 128)
    },
  }
  Object.assign(window, { marks: seen })
}
