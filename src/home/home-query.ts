import type { ClassId, Day } from '../../core/facts/ids.ts'
import type { Place } from '../../core/people/places.ts'
import { assignments } from '../../core/rows/assignment.ts'
import { attendance } from '../../core/rows/attendance.ts'
import { taughtLessons } from '../../core/rows/lesson.ts'
import { isThemselves, members } from '../../core/rows/member.ts'
import { rooms } from '../../core/rows/room.ts'
import { classes, counties, courses } from '../../core/rows/roster.ts'
import { rowPart } from '../../core/rows/row-key.ts'
import { work } from '../../core/rows/work.ts'
import { type Calendar, weekOf, weekParity } from '../../core/school/calendar.ts'
import { addDays, dayOf } from '../../core/school/day.ts'
import { row, rowsOf, rowsUnder } from '../store/rows.ts'
import { schoolNow } from '../store/school-now.ts'
import type { Store } from '../store/store.ts'
import { cancelledIn, lessonsAhead } from '../timetable/index.ts'
import type { HomeView } from './home-view.ts'
import type { UnlitLesson } from './lights.ts'
import { progressOf } from './progress.ts'

/** A home covers this many days, today among them. */
const daysShown = 8

/** A home but for its lights, and what is to be marked. */
export interface HomeDays extends Omit<HomeView, 'lessons' | 'lessonsHere' | 'toMark'> {
  lessons: UnlitLesson[]
}

/** The home of a place, from its rows. Run it in a live query. */
export async function homeDays(store: Store, place: Place): Promise<HomeDays> {
  const now = await schoolNow(store)
  const today = dayOf(now)
  const county = await row(store, counties, 'it')
  const ofClasses = await Promise.all(place.classes.map((classId) => classOf(store, place, classId, today)))
  const lessons = concerning(
    place,
    ofClasses.flatMap((one) => one.lessons),
  ).sort((a, b) => a.start - b.start)
  return {
    title: place.title,
    kind: place.kind,
    ahead: now - store.now(),
    lessons,
    days: county ? daysFrom(county.calendar, today) : [],
    classes: ofClasses.flatMap((one) => (one.described ? [one.described] : [])),
  }
}

/** How many pieces of homework wait for a teacher. Run it in a live query. */
export async function piecesToMark(store: Store, place: Place): Promise<number> {
  const ofClasses = await Promise.all(
    place.classes.map(async (classId) => {
      const [set, pieces] = await Promise.all([rowsUnder(store, assignments, classId), rowsUnder(store, work, classId)])
      const isSet = new Set<string>(set.map(({ state }) => state.assignment))
      return pieces.filter(({ key, state }) => state.state === 'handed' && isSet.has(rowPart(key, 1))).length
    }),
  )
  return ofClasses.reduce((sum, one) => sum + one, 0)
}

/** A classroom sees its whole day; whoever teaches others from afar sees what they teach. */
function concerning(place: Place, lessons: readonly UnlitLesson[]): UnlitLesson[] {
  const taught = lessons.filter((lesson) =>
    place.kind === 'studio' ? lesson.hostSchoolId === place.school : lesson.hostId === place.person,
  )
  const teaches = (place.kind === 'studio' || place.kind === 'own') && taught.length > 0
  return teaches ? taught : [...lessons]
}

function daysFrom(calendar: Calendar, today: Day): HomeView['days'] {
  return Array.from({ length: daysShown }, (_, n) => {
    const day = addDays(today, n)
    return { day, week: weekOf(calendar, day), parity: weekParity(calendar, day) }
  })
}

async function classOf(store: Store, place: Place, classId: ClassId, today: Day) {
  const [described, people, planned, lessons, cancelled] = await Promise.all([
    row(store, classes, classId),
    rowsUnder(store, members, classId),
    rowsUnder(store, courses, classId),
    lessonsAhead(store, classId, today, daysShown),
    cancelledIn(store, classId, today, daysShown),
  ])
  const hosts = new Map(planned.map(({ state }) => [state.course as string, state]))
  const keys = lessons.map(({ lesson }) => [lesson])
  const [taught, live, registers] = await Promise.all([
    rowsOf(store, taughtLessons, keys),
    rowsOf(store, rooms, keys),
    Promise.all(lessons.map(({ lesson, day }) => (day === today ? rowsUnder(store, attendance, lesson) : []))),
  ])
  const cards = lessons.map((lesson, n): UnlitLesson => {
    const course = lesson.course && hosts.get(lesson.course)
    const register = registers[n] ?? []
    const off = cancelled.get(lesson.lesson)
    const isTaughtHere = place.kind === 'studio' || (course && course.host === place.person)
    return {
      lesson: lesson.lesson,
      class: classId,
      day: lesson.day,
      start: lesson.start,
      end: lesson.end,
      subject: lesson.subject,
      title: lesson.planned?.title ?? '',
      host: course ? course.hostName : '',
      hostSchool: course ? course.hostSchoolName : '',
      hostId: course ? course.host : '',
      hostSchoolId: course ? course.hostSchool : '',
      ownSchool: !lesson.course,
      plan: lesson.planned,
      ...progressOf(taught[n], isTaughtHere ? live[n] : undefined),
      ...(off && { cancelled: off.reason }),
      present: register.filter(({ state }) => state.status === 'present' || state.status === 'late').length,
      marked: register.length,
    }
  })
  return {
    lessons: cards,
    described: described && {
      id: classId,
      name: described.name,
      school: described.schoolName,
      pupils: people.filter(({ key, state }) => state.role === 'pupil' && isThemselves(state, rowPart(key, 1))).length,
    },
  }
}
