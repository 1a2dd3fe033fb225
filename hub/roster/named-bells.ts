import type { Bells } from '../../core/school/timetable.ts'
import type { KnownClass } from './known.ts'

/** A county's bells by the names that an export gives them: a school's own by its id, and those of a class that lives otherwise by the class's. */
export function namedBells(classes: ReadonlyMap<string, KnownClass>): {
  sets: Map<string, Bells>
  nameOf: Map<string, string>
} {
  const sets = new Map<string, Bells>()
  const nameOf = new Map<string, string>()
  for (const one of [...classes.values()].sort((a, b) => (a.class < b.class ? -1 : 1))) {
    const isFree = (name: string) => {
      const there = sets.get(name)
      return there === undefined || JSON.stringify(there) === JSON.stringify(one.bells)
    }
    const name = freeName([one.school, one.class], isFree)
    sets.set(name, one.bells)
    nameOf.set(one.class, name)
  }
  return { sets, nameOf }
}

/** The first of some names that is free, or the last of them with a number: a class may be called as a school is. */
export function freeName(names: readonly string[], isFree: (name: string) => boolean): string {
  const last = names[names.length - 1] ?? ''
  for (let n = 0; ; n++) {
    const name = names[n] ?? `${last.slice(0, 60)}-${n}`
    if (isFree(name)) return name
  }
}
