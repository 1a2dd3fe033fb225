import { createStore } from 'zustand/vanilla'
import type { BlobHash } from '../../core/facts/ids.ts'
import { dayOf } from '../../core/school/day.ts'
import type { Here } from '../here/here.ts'
import { CarrierFailure } from '../sync/carrier.ts'
import { lessonsAhead } from '../timetable/index.ts'
import { fetchPackage, PackageRefused } from './packages.ts'

/** A device keeps this many days of lessons. */
const daysAhead = 14
/** After the last touch downloads wait this long, ms: a write of theirs must not stand before a touch's. */
const quiet = 1_000
/** Between two looks at the timetable, ms. */
const lookEvery = 60_000

/** What is coming down now, for whoever shows it. */
export interface Preparing {
  /** The package on its way; '' when nothing is. */
  package: string
  title: string
  have: number
  of: number
  refused: readonly PackageRefused[]
  full: boolean
}

export const preparing = createStore<Preparing>(() => ({
  package: '',
  title: '',
  have: 0,
  of: 0,
  refused: [],
  full: false,
}))

let lastTouch = 0
/** Fetches what the coming lessons need, nearest first, whenever there is a line. One tab of a place does it. */
export function keepReady(here: Here, signal: AbortSignal): void {
  addEventListener('pointerdown', () => (lastTouch = Date.now()), { passive: true })
  addEventListener('keydown', () => (lastTouch = Date.now()), { passive: true })
  navigator.locks
    .request(`tongke:${here.name}:prepare`, { signal }, async () => {
      while (!signal.aborted) {
        await prepare(here, signal)
        await new Promise((resolve) => setTimeout(resolve, lookEvery))
      }
    })
    .catch((error: unknown) => signal.aborted || console.error('prepare:', error))
}

async function prepare(here: Here, signal: AbortSignal): Promise<void> {
  const wanted = new Map<BlobHash, string>()
  for (const classId of here.place.classes) {
    const lessons = await lessonsAhead(here.store, classId, dayOf(here.store.now()), daysAhead)
    for (const { planned } of lessons) if (planned) wanted.set(planned.manifest, planned.title)
  }
  const refused: PackageRefused[] = []
  for (const [hash, title] of wanted) {
    try {
      preparing.setState({ package: hash, title, have: 0, of: 0 })
      await fetchPackage(here.store, here.carrier, hash, {
        signal,
        turn: untilQuiet,
        bytes: (have, of) => preparing.setState({ have, of }),
      })
    } catch (error) {
      if (error instanceof PackageRefused) refused.push(error)
      else if (error instanceof DOMException && error.name === 'QuotaExceededError') preparing.setState({ full: true })
      else if (!(error instanceof CarrierFailure)) throw error
      if (error instanceof CarrierFailure && error.why === 'line') break
    }
  }
  preparing.setState({ package: '', title: '', have: 0, of: 0, refused })
}

async function untilQuiet(): Promise<void> {
  for (;;) {
    const left = lastTouch + quiet - Date.now()
    if (left <= 0) return
    await new Promise((resolve) => setTimeout(resolve, left))
  }
}
