/** After the last touch what goes on behind the screens waits this long, ms: a write of its must not stand before a touch's. */
const quiet = 1_000

let lastTouch: number | undefined

/** Begins to notice touches; once is enough. */
export function watchTouches(): void {
  if (lastTouch !== undefined) return
  lastTouch = 0
  const noted = () => (lastTouch = Date.now())
  addEventListener('pointerdown', noted, { passive: true })
  addEventListener('keydown', noted, { passive: true })
}

/** @throws DOMException `AbortError` when stopped: `throwIfAborted` is not in every classroom's browser */
export async function untilQuiet(signal: AbortSignal): Promise<void> {
  for (;;) {
    if (signal.aborted) throw new DOMException('stopped', 'AbortError')
    const left = (lastTouch ?? 0) + quiet - Date.now()
    // A clock that was set back must not hold everything up.
    if (left <= 0 || left > quiet) return
    await new Promise((resolve) => setTimeout(resolve, left))
  }
}
