import { countyOffice } from '../../core/people/permissions.ts'
import type { Bells } from '../../core/school/timetable.ts'
import { CountyFault, type CountyFiles } from './files.ts'

/** Finds an entry that another one names. @throws CountyFault, at the place that names it */
type Find<T> = (id: string, where: string) => T

/** What a county's files name among themselves. */
export interface CountyNames {
  schools: Find<CountyFiles['orgs'][number]>
  classes: Find<CountyFiles['classes'][number] & { bells: Bells }>
  users: Find<CountyFiles['users'][number]>
}

/**
 * Checks what no single line can tell: that whatever is named is there, once, and that no class has two lessons at a
 * time.
 *
 * @throws CountyFault for the first thing that is wrong
 */
export function checkCounty(files: CountyFiles): CountyNames {
  const schools = finder(files.orgs, (one) => one.sourcedId, 'school')
  const users = finder(files.users, (one) => one.sourcedId, 'person')
  const withBells = files.classes.map((one) => {
    const name = one['metadata.bells']
    return {
      ...one,
      bells: named(
        Object.hasOwn(files.bells, name) ? files.bells[name] : undefined,
        one.where,
        `there are no bells ${name}`,
      ),
    }
  })
  const classes = finder(withBells, (one) => one.sourcedId, 'class')
  const courses = finder(files.courses, (one) => courseKey(one.class, one.course), 'course')

  for (const one of files.classes) schools(one.schoolSourcedId, one.where)
  for (const one of files.enrollments) {
    users(one.userSourcedId, one.where)
    if (one.classSourcedId !== countyOffice) classes(one.classSourcedId, one.where)
  }
  for (const one of files.courses) classes(one.class, one.where)
  for (const one of files.timetable) {
    const { bells } = classes(one.class, one.where)
    if (one.course) courses(courseKey(one.class, one.course), one.where)
    if (!bells.some((bell) => bell.period === one.period)) {
      throw new CountyFault(`${one.where}: the bells of ${one.class} have no period ${one.period}`)
    }
  }
  for (const one of files.pairs) {
    schools(one.helping, one.where)
    schools(one.helped, one.where)
  }
  for (const one of files.places) {
    if (one.school) schools(one.school, one.where)
    for (const id of one.classes) classes(id, one.where)
    if (one.person) users(one.person, one.where)
    if (one.kind === 'own' && !one.person)
      throw new CountyFault(`${one.where}: a teacher’s own device names its person`)
  }
  oneLessonAtATime(files.timetable)
  return { schools, classes, users }
}

export function named<T>(value: T | undefined, where: string, fault: string): T {
  if (value === undefined) throw new CountyFault(`${where}: ${fault}`)
  return value
}

const courseKey = (classId: string, course: string) => `${course} of ${classId}`

function finder<T extends { where: string }>(entries: readonly T[], idOf: (entry: T) => string, sort: string): Find<T> {
  const byId = new Map<string, T>()
  for (const entry of entries) {
    const before = byId.get(idOf(entry))
    if (before) throw new CountyFault(`${entry.where}: the ${sort} ${idOf(entry)} is already in ${before.where}`)
    byId.set(idOf(entry), entry)
  }
  return (id, where) => named(byId.get(id), where, `there is no ${sort} ${id}`)
}

/** Two lines for the same period go together only when one is for odd weeks and the other for even ones. */
function oneLessonAtATime(timetable: CountyFiles['timetable']): void {
  const taken = new Map<string, string>()
  for (const { class: classId, weekday, period, weeks, where } of timetable) {
    for (const parity of weeks ? [weeks] : ['odd', 'even']) {
      const time = `${classId} ${weekday} ${period} ${parity}`
      const before = taken.get(time)
      if (before !== undefined) throw new CountyFault(`${where}: ${classId} already has a lesson then (${before})`)
      taken.set(time, where)
    }
  }
}
