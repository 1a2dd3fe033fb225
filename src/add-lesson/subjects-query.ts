import type { ClassId } from '../../core/facts/ids.ts'
import { classes, timetables } from '../../core/rows/roster.ts'
import { dayOf } from '../../core/school/day.ts'
import { weekOn } from '../../core/school/timetable.ts'
import { here } from '../here/here.ts'
import { row } from '../store/rows.ts'

/** A class that a lesson can be added for, and what it is taught. */
export interface Teachable {
  id: ClassId
  name: string
  subjects: string[]
}

/** The classes of this place that are here. Run it in a live query. */
export async function teachable(): Promise<Teachable[]> {
  const { store, place } = here()
  const today = dayOf(store.now())
  const all = await Promise.all(
    place.classes.map(async (id): Promise<Teachable | undefined> => {
      const [described, timetable] = await Promise.all([row(store, classes, id), row(store, timetables, id)])
      const subjects = [...new Set(timetable && weekOn(timetable, today).map(({ subject }) => subject))]
      return described && { id, name: described.name, subjects }
    }),
  )
  return all.filter((one) => one !== undefined)
}
