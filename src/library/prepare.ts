import { liveQuery } from 'dexie'
import { createStore } from 'zustand/vanilla'
import type { BlobHash, Day } from '../../core/facts/ids.ts'
import { recordings } from '../../core/rows/recording.ts'
import { addDays, dayOf } from '../../core/school/day.ts'
import type { Here } from '../here/here.ts'
import { isFull } from '../store/ballast.ts'
import { rowsOfLessons } from '../store/rows.ts'
import { schoolNow } from '../store/school-now.ts'
import { CarrierFailure } from '../sync/carrier.ts'
import { untilQuiet, watchTouches } from '../sync/quiet.ts'
import { liveNow, mayFetchAhead } from '../sync/right-of-way.ts'
import { inTurn } from '../sync/turn.ts'
import { lessonsAhead } from '../timetable/index.ts'
import { readinessOfAll } from './kept/index.ts'
import { fetchPackage, keepByHand, PackageRefused } from './packages.ts'

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
const asked = new Map<BlobHash, { title: string; bytes: number }>()
/** Packages that the hub could not serve whole are not tried again before this moment, ms since 1970. */
const notBefore = new Map<BlobHash, number>()
const patience = 30 * 60_000

/** Not needed before the first screen, and so not loaded with it. */
let room: typeof import('./room/room.ts') | undefined
let running = new AbortController()
let due = false
/** How far the hub's clock is ahead of this device's, ms. Kept here: else each record would be a reason to look again. */
let ahead = 0
let resolveWait: () => void = () => undefined

/** Fetches what the coming lessons need, nearest first, whenever there is a line. One tab of a place does it. */
export function keepReady(here: Here, signal: AbortSignal): void {
  watchTouches()
  addEventListener('online', wake)
  const watching = liveQuery(() => Promise.all([wantedBy(here), recordedLately(here)])).subscribe({
    next: wake,
    error: (error: unknown) => console.error('timetable:', error),
  })
  // What is coming down stops in the middle, and goes on from there.
  const givingWay = liveNow.subscribe(() => {
    running.abort()
    wake()
  })
  signal.addEventListener('abort', () => {
    watching.unsubscribe()
    givingWay()
  })
  inTurn(`tongke:${here.name}:prepare`, signal, async (over) => {
    over.addEventListener('abort', () => {
      running.abort()
      wake()
    })
    for (let missed = 0; !over.aborted; ) {
      due = false
      const awaited = !preparing.getState().stopped && (await prepare(here))
      missed = awaited && !due ? missed + 1 : 0
      if (due) continue
      await new Promise<void>((resolve) => {
        resolveWait = resolve
        setTimeout(resolve, awaited ? Math.min(lookEvery, 1_000 * 2 ** missed) : lookEvery)
      })
    }
  }).catch((error: unknown) => console.error('prepare:', error))
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
  asked.set(hash, { title, bytes: 0 })
  notBefore.delete(hash)
  running.abort()
  goOnPreparing()
}

/** @returns whether something is on its way to the hub that is wanted here */
async function prepare(here: Here): Promise<boolean> {
  running = new AbortController()
  const { signal } = running
  const refused: PackageRefused[] = []
  let full = false
  const wanted = await wantedNow(here)
  room ??= await import('./room/room.ts').catch((error: unknown) => {
    console.info('room:', error)
    return undefined
  })
  // What cannot be had without a line is not missed without one.
  if (!room) return false
  for (const [hash, { title, bytes }] of new Map([...asked, ...wanted])) {
    if (!asked.has(hash) && !mayFetchAhead(hash)) continue
    const before = preparing.getState().refused.find((one) => one.hash === hash)
    if (before && Date.now() < (notBefore.get(hash) ?? 0)) {
      refused.push(before)
      continue
    }
    try {
      preparing.setState({ package: hash, title, have: 0, of: 0, since: { at: 0, have: 0 } })
      await roomFor(here, hash, bytes, wanted)
      await fetchPackage(here.store, here.carrier, hash, { signal, turn: () => nextPart(signal), bytes: tell })
      if (asked.delete(hash)) await keepByHand(here.store, hash)
    } catch (error) {
      if (error instanceof PackageRefused) {
        refused.push(error)
        if (error.refusal.reason === 'not-served') notBefore.set(hash, Date.now() + patience)
      } else if (isFull(error)) {
        full = true
        await dropSpare(here, bytes, wanted)
      } else if (!(error instanceof CarrierFailure) && !isNamed(error, 'AbortError')) throw error
      if (full || signal.aborted || (error instanceof CarrierFailure && error.why === 'line')) break
    }
  }
  preparing.setState({ package: '', title: '', refused })
  const isOver = full || signal.aborted || !mayFetchAhead()
  const { awaited, ...recorded } = isOver ? nothingRecorded : await recordingsToo(here, signal)
  full ||= recorded.full
  preparing.setState({ full })
  if (!full && !signal.aborted) await keepBallastOnceReady(here, wanted, signal)
  return awaited
}

interface Recorded {
  /** There was no room for it. */
  full: boolean
  /** Some of it is not at the hub yet. */
  awaited: boolean
}

const nothingRecorded: Recorded = { full: false, awaited: false }

/** What was taught live comes behind what is to be taught. */
async function recordingsToo(here: Here, signal: AbortSignal): Promise<Recorded> {
  const turn = () => nextPart(signal)
  try {
    const { fetchRecordings } = await import('./recordings/fetch.ts')
    const now = here.store.now() + ahead
    return { full: false, awaited: await fetchRecordings(here, now, navigator.storage, { signal, turn }) }
  } catch (error) {
    if (isFull(error)) return { full: true, awaited: false }
    const isLine = error instanceof CarrierFailure || isNamed(error, 'AbortError') || error instanceof TypeError
    if (!isLine) throw error
  }
  return nothingRecorded
}

/** @throws DOMException `QuotaExceededError` when there is no room for it, not even without what nobody would miss */
async function roomFor({ store, place }: Here, hash: BlobHash, bytes: number, wanted: Wanted): Promise<void> {
  const [{ bytesLeft } = { bytesLeft: bytes }] = await readinessOfAll(store, [{ manifest: hash, bytes }])
  if (bytesLeft === 0) return
  if (!room) return
  const { makeRoom, roomForDownloads, sparePackages } = room
  const free = await roomForDownloads(navigator.storage)
  if (free >= bytesLeft) return
  const spare = await sparePackages(store, place, new Set([...asked.keys(), ...wanted.keys()]))
  if (!(await makeRoom(store, spare, bytesLeft, free))) throw new DOMException('low water', 'QuotaExceededError')
}

/**
 * The disk was full although the browser had said that there was room: newer ones do not say how much there really is. What
 * nobody would miss goes, and the next look tries again.
 */
async function dropSpare({ store, place }: Here, bytes: number, wanted: Wanted): Promise<void> {
  const spare = await room?.sparePackages(store, place, new Set([...asked.keys(), ...wanted.keys()]))
  await room?.makeRoom(store, spare ?? [], bytes, 0)
}

/** Ballast comes after the lessons of today. */
async function keepBallastOnceReady({ store }: Here, wanted: Wanted, signal: AbortSignal): Promise<void> {
  const today = dayOf(store.now() + ahead)
  const planned = [...wanted].filter(([, { day }]) => day === today)
  const lights = await readinessOfAll(
    store,
    planned.map(([manifest, { bytes }]) => ({ manifest, bytes })),
  )
  if (lights.some(({ state }) => state !== 'ready')) return
  try {
    await room?.keepBallast(store, navigator.storage, () => untilQuiet(signal))
  } catch (error) {
    if (!isFull(error) && !isNamed(error, 'AbortError')) throw error
  }
}

/** Parts written since the room was last looked at, and how many may be: 1 MiB. */
let written = 0
const lookAfter = 16

/** @throws DOMException `QuotaExceededError` at the low-water mark, `AbortError` when stopped */
async function nextPart(signal: AbortSignal): Promise<void> {
  await untilQuiet(signal)
  written += 1
  if (!room || written % lookAfter !== 0) return
  if ((await room.roomForDownloads(navigator.storage)) < 0) throw new DOMException('low water', 'QuotaExceededError')
}

function tell(have: number, of: number): void {
  const { since } = preparing.getState()
  preparing.setState({ have, of, ...(since.at === 0 && { since: { at: Date.now(), have } }) })
}

type Wanted = ReadonlyMap<BlobHash, { title: string; bytes: number; day?: Day }>

/** The packages of the coming lessons, nearest first, by the hub's clock. */
export async function wantedNow(here: Here): Promise<Wanted> {
  ahead = (await schoolNow(here.store)) - here.store.now()
  return wantedBy(here)
}

async function wantedBy({ store, place }: Here): Promise<Wanted> {
  const days = place.classes.map((classId) => lessonsAhead(store, classId, dayOf(store.now() + ahead), daysAhead))
  const lessons = (await Promise.all(days)).flat().sort((a, b) => a.start - b.start)
  const wanted = new Map<BlobHash, { title: string; bytes: number; day: Day }>()
  for (const { planned, day } of lessons) {
    if (planned && !wanted.has(planned.manifest)) wanted.set(planned.manifest, { ...planned, day })
  }
  return wanted
}

/** What was taught live in the last days: it is wanted as soon as it is there. */
async function recordedLately({ store, place }: Here): Promise<unknown> {
  const from = addDays(dayOf(store.now() + ahead), -daysAhead)
  return Promise.all(place.classes.map((one) => rowsOfLessons(store, recordings, one, from, daysAhead + 1)))
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name
}
