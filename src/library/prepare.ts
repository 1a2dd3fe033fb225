import { liveQuery } from 'dexie'
import { createStore } from 'zustand/vanilla'
import type { BlobHash } from '../../core/facts/ids.ts'
import { dayOf } from '../../core/school/day.ts'
import type { Here } from '../here/here.ts'
import { schoolNow } from '../store/school-now.ts'
import { CarrierFailure } from '../sync/carrier.ts'
import { untilQuiet, watchTouches } from '../sync/quiet.ts'
import { lessonsAhead } from '../timetable/index.ts'
import { fetchPackage, PackageRefused } from './packages.ts'

/** A device keeps this many days of lessons. */
export const daysAhead = 14
/** Between two looks at the timetable, ms, where nothing else gives a reason for one. */
const lookEvery = 60_000

/** What is coming down now, for whoever shows it. */
export interface Preparing {
  /** The package on its way; '' when nothing is. */
  package: BlobHash | ''
  title: string
  have: number
  of: number
  /** When this download began or went on, ms since 1970, and what was here by then: its speed is known from them. */
  since: { at: number; have: number }
  /** A person stopped it; it goes on when they say so, and after a restart by itself. */
  stopped: boolean
  refused: readonly PackageRefused[]
  full: boolean
}

export const preparing = createStore<Preparing>(() => ({
  package: '',
  title: '',
  have: 0,
  of: 0,
  since: { at: 0, have: 0 },
  stopped: false,
  refused: [],
  full: false,
}))

/** Packages that a person asked for, by their title; they come before those of the timetable. */
const asked = new Map<BlobHash, string>()
/** Packages that the hub could not serve whole are not tried again before this moment, ms since 1970. */
const notBefore = new Map<BlobHash, number>()
const patience = 30 * 60_000

let running = new AbortController()
let due = false
/** How far the hub's clock is ahead of this device's, ms. Kept here: else each record would be a reason to look again. */
let ahead = 0
let resolveWait: () => void = () => undefined

/** Fetches what the coming lessons need, nearest first, whenever there is a line. One tab of a place does it. */
export function keepReady(here: Here, signal: AbortSignal): void {
  watchTouches()
  addEventListener('online', wake)
  const watching = liveQuery(async () => wantedBy(here)).subscribe({
    next: wake,
    error: (error: unknown) => console.error('timetable:', error),
  })
  signal.addEventListener('abort', () => {
    watching.unsubscribe()
    running.abort()
    wake()
  })
  navigator.locks
    .request(`tongke:${here.name}:prepare`, { signal }, async () => {
      while (!signal.aborted) {
        due = false
        if (!preparing.getState().stopped) await prepare(here)
        if (due) continue
        await new Promise<void>((resolve) => {
          resolveWait = resolve
          setTimeout(resolve, lookEvery)
        })
      }
    })
    .catch((error: unknown) => signal.aborted || console.error('prepare:', error))
}

/** There is a reason to look now, or at once again when it is looking already. */
function wake(): void {
  due = true
  resolveWait()
}

/** Stops what comes down. What has come stays. */
export function stopPreparing(): void {
  preparing.setState({ stopped: true })
  running.abort()
}

/** Goes on, also after a full disk. */
export function goOnPreparing(): void {
  preparing.setState({ stopped: false, full: false })
  wake()
}

/** Fetches a package next, whether or not a lesson is near. */
export function fetchNext(hash: BlobHash, title: string): void {
  asked.set(hash, title)
  notBefore.delete(hash)
  running.abort()
  goOnPreparing()
}

async function prepare(here: Here): Promise<void> {
  running = new AbortController()
  const { signal } = running
  const refused: PackageRefused[] = []
  let full = false
  ahead = (await schoolNow(here.store)) - here.store.now()
  for (const [hash, title] of new Map([...asked, ...(await wantedBy(here))])) {
    const before = preparing.getState().refused.find((one) => one.hash === hash)
    if (before && Date.now() < (notBefore.get(hash) ?? 0)) {
      refused.push(before)
      continue
    }
    try {
      preparing.setState({ package: hash, title, have: 0, of: 0, since: { at: 0, have: 0 } })
      await fetchPackage(here.store, here.carrier, hash, { signal, turn: () => untilQuiet(signal), bytes: tell })
      asked.delete(hash)
    } catch (error) {
      if (error instanceof PackageRefused) {
        refused.push(error)
        if (error.refusal.reason === 'not-served') notBefore.set(hash, Date.now() + patience)
      } else if (isNamed(error, 'QuotaExceededError')) full = true
      else if (!(error instanceof CarrierFailure) && !isNamed(error, 'AbortError')) throw error
      if (full || signal.aborted || (error instanceof CarrierFailure && error.why === 'line')) break
    }
  }
  preparing.setState({ package: '', title: '', refused, full })
}

function tell(have: number, of: number): void {
  const { since } = preparing.getState()
  preparing.setState({ have, of, ...(since.at === 0 && { since: { at: Date.now(), have } }) })
}

/** The packages of the coming lessons, nearest first. */
async function wantedBy({ store, place }: Here): Promise<Map<BlobHash, string>> {
  const days = place.classes.map((classId) => lessonsAhead(store, classId, dayOf(store.now() + ahead), daysAhead))
  const lessons = (await Promise.all(days)).flat().sort((a, b) => a.start - b.start)
  return new Map(lessons.flatMap(({ planned }) => (planned ? [[planned.manifest, planned.title] as const] : [])))
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name
}
