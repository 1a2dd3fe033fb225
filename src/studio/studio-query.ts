import { type LessonId, lessonClass } from '../../core/facts/ids.ts'
import { isMemberOn } from '../../core/people/permissions.ts'
import { members } from '../../core/rows/member.ts'
import { classes, courses } from '../../core/rows/roster.ts'
import { here } from '../here/here.ts'
import { row, rowsUnder } from '../store/rows.ts'
import { dayOfLesson, lessonsAhead } from '../timetable/index.ts'

/** A class that may be taught together with others: the same host, subject and time. */
export interface Beside {
  lesson: LessonId
  name: string
  pupils: number
}

/** How far apart lessons may begin that are taught together, ms: bells differ from school to school. */
const apart = 20 * 60_000

/** The lesson itself, first, and those that its host may teach in the same room. Run it in a live query. */
export async function lessonsBeside(lesson: LessonId): Promise<Beside[]> {
  const { store, place } = here()
  const day = await dayOfLesson(store, lesson)
  const all = (await Promise.all(place.classes.map((one) => lessonsAhead(store, one, day, 1)))).flat()
  const own = all.find((one) => one.lesson === lesson)
  const hostOf = async (one: (typeof all)[number]) =>
    one.course === undefined ? undefined : (await row(store, courses, lessonClass(one.lesson), one.course))?.host
  const host = own && (await hostOf(own))
  const beside: LessonId[] = []
  for (const one of all) {
    const isTogether = own && one.subject === own.subject && Math.abs(one.start - own.start) <= apart
    if (one.lesson !== lesson && isTogether && host !== undefined && (await hostOf(one)) === host)
      beside.push(one.lesson)
  }
  return Promise.all([lesson, ...beside].map(described))
}

async function described(lesson: LessonId): Promise<Beside> {
  const { store } = here()
  const classId = lessonClass(lesson)
  const [found, all] = await Promise.all([row(store, classes, classId), rowsUnder(store, members, classId)])
  const pupils = all.filter(({ state }) => state.role === 'pupil' && isMemberOn(state, store.now()))
  return { lesson, name: found ? `${found.schoolName} ${found.name}` : lesson, pupils: pupils.length }
}
