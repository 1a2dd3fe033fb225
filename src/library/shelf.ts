import type { BlobHash } from '../../core/facts/ids.ts'
import type { Place } from '../../core/people/places.ts'
import { packageSize } from '../../core/resources/manifest.ts'
import type { PointId } from '../../core/resources/points.ts'
import { courses } from '../../core/rows/roster.ts'
import { dayOf } from '../../core/school/day.ts'
import type { Lesson } from '../../core/school/timetable.ts'
import { rowsUnder } from '../store/rows.ts'
import { schoolNow } from '../store/school-now.ts'
import type { Store } from '../store/store.ts'
import { lessonsAhead } from '../timetable/index.ts'
import { type Readiness, readinessOfAll } from './kept/index.ts'
import { keptPackages } from './packages.ts'
import { daysAhead } from './prepare.ts'
import { searchable } from './search.ts'

/** A package as the library lists it. */
export interface ShelfItem extends Readiness {
  hash: BlobHash
  title: string
  subject: string
  /** All of it, in bytes. */
  size: number
  /** Known once its manifest is here. */
  points: readonly PointId[]
  /** Its next lesson in the days for which the device prepares, ms since 1970. */
  next?: number
  /** In no plan of this place's classes: brought in from a file, or of an older plan. */
  extra: boolean
  /** When it was looked at by the hub's clock, ms since 1970. */
  now: number
  /** What a search is compared with. */
  search: string
}

/** All packages that this place's classes are taught with this term, and all others that are here. Run it in a live query. */
export async function shelf(store: Store, place: Place): Promise<ShelfItem[]> {
  const now = await schoolNow(store)
  const [kept, plans, ahead] = await Promise.all([
    keptPackages(store),
    Promise.all(place.classes.map((classId) => rowsUnder(store, courses, classId))),
    Promise.all(place.classes.map((classId) => lessonsAhead(store, classId, dayOf(now), daysAhead))),
  ])
  const nexts = nextLessons(ahead.flat(), now)
  const items = new Map<BlobHash, Omit<ShelfItem, keyof Readiness | 'search' | 'now'>>()
  for (const { state: course } of plans.flat()) {
    for (const { manifest: hash, title, bytes } of course.plan) {
      const manifest = kept.get(hash)
      const next = nexts.get(hash)
      items.set(hash, {
        hash,
        title,
        subject: course.subject,
        size: manifest ? packageSize(manifest) : bytes,
        points: manifest?.points ?? [],
        ...(next !== undefined && { next }),
        extra: false,
      })
    }
  }
  for (const [hash, manifest] of kept) {
    if (items.has(hash)) continue
    const { title, subject, points } = manifest
    items.set(hash, { hash, title, subject, size: packageSize(manifest), points, extra: true })
  }
  const listed = [...items.values()]
  const readiness = await readinessOfAll(
    store,
    listed.map(({ hash, size }) => ({ manifest: hash, bytes: size })),
  )
  return listed.flatMap((item, n) => {
    const ready = readiness[n]
    return ready ? [{ ...item, now, ...ready, search: searchable(item.title) }] : []
  })
}

function nextLessons(lessons: readonly Lesson[], now: number): Map<BlobHash, number> {
  const nexts = new Map<BlobHash, number>()
  for (const { planned, start, end } of lessons) {
    if (!planned || end < now) continue
    nexts.set(planned.manifest, Math.min(start, nexts.get(planned.manifest) ?? start))
  }
  return nexts
}
