import { type LessonId, lessonClass } from '../../core/facts/ids.ts'
import { lessonFigures } from '../../core/reports/lesson-verdict.ts'
import type { LiveBehind } from '../../core/reports/rows-behind.ts'
import type { followed, Spell } from '../../core/rows/followed.ts'
import type { Room, rooms } from '../../core/rows/room.ts'
import { lessonRange, rowPart, rowTable } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { daysBetween } from '../../core/school/day.ts'
import { rowsIn } from '../facts/rows.ts'
import type { HubDb } from '../store/schema.ts'
import type { CountyReading } from './reading.ts'
import { type Chosen, head, mostRows, whose } from './rows-behind.ts'

/** Lessons that were taught live, the latest first, and how each class received its. */
export async function liveBehind(
  db: HubDb,
  reading: CountyReading,
  chosen: Chosen,
  most = mostRows,
): Promise<LiveBehind> {
  const known = await liveRows(db, reading)
  const joint = reading.lessons
    .flatMap((one) => one.joint)
    .filter(({ lesson }) => chosen.subject === undefined || lesson.subject === chosen.subject)
  const classes = new Map(reading.lessons.map((one) => [one.class.timetable.class, one.class]))
  const lessons = joint.flatMap(({ lesson }) => {
    const of = classes.get(lessonClass(lesson.lesson))
    const room = known.rooms.get(lesson.lesson)
    if (!of || !room) return []
    const spells = known.spells.get(lesson.lesson) ?? []
    return {
      ...whose(reading, of),
      ...{ lesson: lesson.lesson, className: of.name, day: lesson.day, start: room.opened, subject: lesson.subject },
      minutes: room.closed === undefined ? null : Math.round((room.closed - room.opened) / 60_000),
      received: spells.length === 0 ? null : Math.round(secondsOf(spells.filter(({ rung }) => rung > 0)) / 60),
      spells,
    }
  })
  lessons.sort((a, b) => b.start - a.start || (a.lesson < b.lesson ? -1 : 1))
  const reached = lessons.filter(({ received }) => (received ?? 0) > 0)
  return {
    ...head(reading, lessons.length, most),
    planned: lessonFigures(joint).planned,
    live: lessons.length,
    minutes: reached.reduce((sum, { received }) => sum + (received ?? 0), 0),
    classes: new Set(reached.map(({ lesson }) => lessonClass(lesson))).size,
    ofClasses: reading.lessons.length,
    lessons: lessons.slice(0, most),
  }
}

function secondsOf(spells: readonly Spell[]): number {
  return spells.reduce((sum, { s }) => sum + s, 0)
}

/** What is known of live lessons in a report's days: rows, which no report counts beforehand. They are few. */
async function liveRows(db: HubDb, { lessons, days }: CountyReading) {
  const of = lessons.map((one) => one.class.timetable.class)
  const count = daysBetween(days.from, days.to) + 1
  const ranges = ['room', 'followed'].flatMap((table) => of.map((one) => lessonRange(table, one, days.from, count)))
  const opened = new Map<LessonId, Room>()
  const spells = new Map<LessonId, Spell[]>()
  for (const { row, state } of await rowsIn(db, ranges)) {
    const lesson = rowPart(row, 0) as LessonId // both tables' keys begin with one
    if (rowTable(row) === 'room') opened.set(lesson, state as StateOf<typeof rooms>)
    else spells.set(lesson, (state as StateOf<typeof followed>).spells)
  }
  return { rooms: opened, spells }
}
