import * as v from 'valibot'
import { type ClassId, LessonId, lessonClass, PersonId } from '../../core/facts/ids.ts'
import { pupilAdded } from '../../core/facts/kinds/pupil-added.ts'
import { pupilsOn } from '../../core/people/class-list.ts'
import { members } from '../../core/rows/member.ts'
import { classes } from '../../core/rows/roster.ts'
import { denied } from '../here/denied.ts'
import { here } from '../here/here.ts'
import { row, rowsUnder } from '../store/rows.ts'
import { dayOfLesson } from '../timetable/index.ts'
import { freeKey, pictureKeys } from '../ui/avatars/keys.ts'
import type { Who } from '../who/who.ts'

/** What a new child can be given. */
export interface Adding {
  class: ClassId
  className: string
  /** The next one on the class's list. */
  number: number
  /** Pictures that nobody in the class has; at least one. */
  pictures: string[]
  /** How many were added to the class before: for a name that can stand until one is known. */
  before: number
  allowed: boolean
}

/** So many pictures are offered. */
const offered = 18

/** @param id the lesson that it is done in. 'unknown': it is of no class of this place. Run it in a live query. */
export async function adding(id: string, by: Who['person']): Promise<Adding | 'unknown'> {
  const { store, place } = here()
  const parsed = v.safeParse(LessonId, id)
  if (!parsed.success || !place.classes.includes(lessonClass(parsed.output))) return 'unknown'
  const classId = lessonClass(parsed.output)
  const [described, people, day] = await Promise.all([
    row(store, classes, classId),
    rowsUnder(store, members, classId),
    dayOfLesson(store, parsed.output),
  ])
  const pupils = pupilsOn(people, day)
  const taken = new Set(pupils.map(({ picture }) => picture))
  const free = pictureKeys.filter((key) => !taken.has(key)).slice(0, offered)
  const number = Math.min(999, Math.max(0, ...pupils.map((one) => one.number)) + 1)
  const probe = { class: classId, person: v.parse(PersonId, 'probe'), name: 'x', picture: '', number }
  return {
    class: classId,
    className: described ? `${described.schoolName} ${described.name}` : '',
    number,
    pictures: free.length > 0 ? free : [freeKey(taken)],
    before: people.filter(({ state }) => state.added).length,
    allowed: (await denied(pupilAdded({ ...probe, from: day }), by)) === undefined,
  }
}
