import type { BlobHash, ClassId, PersonId } from '../../core/facts/ids.ts'
import { assignments } from '../../core/rows/assignment.ts'
import { type Practised, practice } from '../../core/rows/practice.ts'
import { rowPart } from '../../core/rows/row-key.ts'
import { work } from '../../core/rows/work.ts'
import { addDays, dayOf } from '../../core/school/day.ts'
import { here } from '../here/here.ts'
import { allQuestions, classOf } from '../homework/index.ts'
import { packageContents } from '../library/open/index.ts'
import { row, rowsUnder } from '../store/rows.ts'
import { schoolNow } from '../store/school-now.ts'
import { lessonsAhead } from '../timetable/index.ts'
import { type Candidate, type Planned, planOf } from './plan.ts'

/** Lessons of so many days back are practised. */
const daysBack = 14

export interface Practice {
  class: ClassId
  plan: Planned[]
  /** Lessons were taught whose questions are not on this tablet. */
  missing: boolean
  /** There was something to practise at all. */
  any: boolean
}

/** A pupil's plan for today, from what is on this tablet. Undefined: the pupil is of no class here. */
export async function practiceOf(pupil: PersonId): Promise<Practice | undefined> {
  const { store } = here()
  const classId = await classOf(pupil)
  if (!classId) return undefined
  const now = await schoolNow(store)
  const [taught, practised, wrong] = [
    await taughtLately(classId, now),
    await practisedBy(classId, pupil),
    await wrongInHomework(classId, pupil),
  ]
  return {
    class: classId,
    plan: planOf(taught.candidates, practised, wrong, dayOf(now)),
    missing: taught.missing,
    any: taught.candidates.length > 0,
  }
}

async function taughtLately(classId: ClassId, now: number): Promise<{ candidates: Candidate[]; missing: boolean }> {
  const { store } = here()
  const lessons = await lessonsAhead(store, classId, addDays(dayOf(now), -daysBack), daysBack + 1)
  const latest = new Map<BlobHash, { taught: number; planned: NonNullable<(typeof lessons)[number]['planned']> }>()
  for (const { planned, start } of lessons) {
    if (planned && start <= now) latest.set(planned.manifest, { planned, taught: start })
  }
  const candidates: Candidate[] = []
  let missing = false
  for (const [manifest, { planned, taught }] of latest) {
    const contents = await packageContents(store, manifest)
    const questions = allQuestions(contents)
    missing ||= !contents || (questions.length === 0 && contents.missing.length > 0)
    candidates.push(...questions.map((question) => ({ package: planned.package, manifest, question, taught })))
  }
  return { candidates, missing }
}

async function practisedBy(classId: ClassId, pupil: PersonId): Promise<Map<string, Practised>> {
  const rows = await rowsUnder(here().store, practice, classId, pupil)
  return new Map(
    rows.flatMap(({ key, state }) =>
      Object.entries(state.questions).map(([question, one]): [string, Practised] => [
        `${rowPart(key, 2)}/${question}`,
        one,
      ]),
    ),
  )
}

/** What a teacher called wrong in homework that was given back. */
async function wrongInHomework(classId: ClassId, pupil: PersonId): Promise<Map<string, number>> {
  const { store } = here()
  const wrong = new Map<string, number>()
  for (const { state } of await rowsUnder(store, assignments, classId)) {
    const piece = await row(store, work, classId, state.assignment, pupil)
    if (!piece?.mark || (piece.state !== 'returned' && piece.state !== 'correcting')) continue
    for (const question of piece.mark.wrong) wrong.set(`${state.package}/${question}`, piece.mark.at)
  }
  return wrong
}
