import { createStore } from 'zustand/vanilla'
import type { BlobHash } from '../../core/facts/ids.ts'

/** The live lessons that this page is in, each by the package that it is taught with, as far as that is known. */
export const liveNow = createStore<readonly { manifest: BlobHash | undefined }[]>(() => [])

/**
 * What is live goes before what is fetched ahead: on a thin line a download would stand in front of every word.
 *
 * @param manifest what the lesson itself needs, which comes meanwhile as well
 * @returns what gives way back
 */
export function takeRightOfWay(manifest: BlobHash | undefined): () => void {
  const one = { manifest }
  liveNow.setState([...liveNow.getState(), one], true)
  return () =>
    liveNow.setState(
      liveNow.getState().filter((each) => each !== one),
      true,
    )
}

/** How long a voice that was late once is taken for one whose line is full, ms. */
const full = 30_000
let lateAt = Number.NEGATIVE_INFINITY

/** The voice of this device comes late where it is wanted, or not at all: its line takes no more. */
export function voiceIsLate(): void {
  lateAt = performance.now()
}

/** Whether what is kept of the voice may go now, too; it is as much again, and can wait for the end of the lesson. */
export function mayKeptVoiceGo(): boolean {
  return liveNow.getState().length === 0 || performance.now() - lateAt > full
}

/** Whether a package may be fetched ahead now; without one anything else that is. */
export function mayFetchAhead(manifest?: BlobHash): boolean {
  const live = liveNow.getState()
  return live.length === 0 || (manifest !== undefined && live.some((each) => each.manifest === manifest))
}
