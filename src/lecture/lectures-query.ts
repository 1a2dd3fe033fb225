import type { ClassId, Day, LessonId, PersonId } from '../../core/facts/ids.ts'
import { lessonClass, lessonId } from '../../core/facts/ids.ts'
import { lecturePublished } from '../../core/facts/kinds/lecture-published.ts'
import { classes } from '../../core/rows/roster.ts'
import { dayOf } from '../../core/school/day.ts'
import { denied } from '../here/denied.ts'
import { here } from '../here/here.ts'
import { packageContents, shelf } from '../library/open/index.ts'
import { recordingsOf } from '../library/recordings/index.ts'
import { row } from '../store/rows.ts'
import { schoolNow } from '../store/school-now.ts'
import { draftsOf, type LectureDraft, type LectureOf } from './draft.ts'

/** A lecture that is a resource of classes. */
export interface OwnLecture {
  /** Its name in each of the classes. */
  lessons: [LessonId, ...LessonId[]]
  classNames: string[]
  day: Day
  title: string
  ms: number
}

export interface Lectures {
  drafts: LectureDraft[]
  published: OwnLecture[]
  /** Those for which this person may publish here. */
  classes: { id: ClassId; name: string }[]
  /** What is here and can be spoken of. */
  packages: { title: string; of: LectureOf }[]
  /** The hub's clock, ms since 1970. */
  now: number
}

/** All about one teacher's lectures on this device. Run it in a live query. */
export async function lecturesOf(person: PersonId): Promise<Lectures> {
  const { store, place } = here()
  const now = await schoolNow(store)
  const named = await Promise.all(place.classes.map(async (id) => ({ id, name: await nameOf(id) })))
  const allowed = await Promise.all(named.map(({ id }) => mayPublish(id, person, now)))
  const [drafts, recorded, items] = await Promise.all([
    draftsOf(store, person),
    recordingsOf(store, place, now),
    shelf(store, place),
  ])
  const byFile = new Map<string, OwnLecture>()
  for (const { lesson, day, recording } of recorded) {
    if (recording.lecturer !== person || recording.withdrawn) continue
    const className = named.find(({ id }) => id === lessonClass(lesson))?.name ?? ''
    const before = byFile.get(recording.light.blob)
    before?.lessons.push(lesson)
    before?.classNames.push(className)
    const one: OwnLecture = {
      lessons: [lesson],
      classNames: [className],
      day,
      title: recording.title ?? '',
      ms: recording.ms,
    }
    if (!before) byFile.set(recording.light.blob, one)
  }
  const published = [...byFile.values()]
  const packages: Lectures['packages'] = []
  for (const { hash, state, subject, title, points } of items) {
    const manifest = state === 'ready' ? (await packageContents(store, hash))?.manifest : undefined
    if (manifest) packages.push({ title, of: { package: manifest.id, manifest: hash, subject, points } })
  }
  return { drafts, published, classes: named.filter((_, n) => allowed[n]), packages, now }
}

async function nameOf(id: ClassId): Promise<string> {
  const described = await row(here().store, classes, id)
  return described ? `${described.schoolName} ${described.name}` : id
}

async function mayPublish(id: ClassId, person: PersonId, now: number): Promise<boolean> {
  const file = { blob: '0'.repeat(64) as never, bytes: 1 } // of the right shape; only the right to it is asked for
  const draft = lecturePublished({ lesson: lessonId(id, dayOf(now), 'w'), title: '1', points: [], ms: 1, light: file })
  return (await denied(draft, person)) === undefined
}
