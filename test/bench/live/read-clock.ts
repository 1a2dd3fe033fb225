/** What `readClock` offers in the page. */
export interface SeenClock {
  /** How old each picture was when it was put before the eye, ms. */
  late: number[]
  /** When a flash was first seen, `Date.now()`. */
  flashes: number[]
  forget(): void
}

/** Reads the clock of `clockCamera` in the first picture of the page, each time another is shown; leaves itself as `window.clock`. */
export function readClock(): void {
  const [width, height, block, bits] = [640, 360, 40, 16]
  const clock: SeenClock = {
    late: [],
    flashes: [],
    forget() {
      clock.late.length = clock.flashes.length = 0
    },
  }
  Object.assign(window, { clock })
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  let isLit = false
  let read: HTMLVideoElement | null = null

  function look(video: HTMLVideoElement): void {
    if (video !== document.querySelector('video') || !pen) {
      read = null
      return
    }
    const now = Date.now()
    pen.drawImage(video, 0, 0, width, height)
    const { data } = pen.getImageData(0, 0, width, height)
    const isWhite = (x: number, y: number) => (data[(y * width + x) * 4] ?? 0) > 128
    let shown = 0
    for (let bit = 0; bit < bits; bit++) if (isWhite(bit * block + block / 2, height / 4)) shown |= 1 << bit
    const late = (now - shown) & (2 ** bits - 1)
    // The other half of the minute: a picture that was no clock's.
    if (late < 2 ** (bits - 1)) clock.late.push(late)
    const lit = isWhite(width / 2, (height * 3) / 4)
    if (lit && !isLit) clock.flashes.push(now)
    isLit = lit
    video.requestVideoFrameCallback(() => look(video))
  }

  new MutationObserver(() => {
    const video = document.querySelector('video')
    if (!video || video === read) return
    read = video
    video.requestVideoFrameCallback(() => look(video))
  }).observe(document, { childList: true, subtree: true })
}
