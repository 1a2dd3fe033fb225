import type { AssignmentId, ClassId, LessonId, PackageId, PersonId } from '../../core/facts/ids.ts'
import { pupilMatched } from '../../core/facts/kinds/pupil-matched.ts'
import { members } from '../../core/rows/member.ts'
import { lastOf } from '../../core/rows/reading.ts'
import { type RowKey, type RowRange, rowPart, rowRange, rowTable } from '../../core/rows/row-key.ts'
import { byEffect } from '../../core/rows/table.ts'
import type { Recorder } from '../county/recorder.ts'
import { rowOf } from '../facts/row-of.ts'
import { factsOf } from '../facts/rows.ts'
import type { HubDb } from '../store/schema.ts'
import { noteName } from './spread-notes.ts'

/** The hub's database, and its own hand. */
interface Hand {
  db: HubDb
  recorder: Recorder
}

/** Carries the office's words to the rows of all children whose rows have not heard them. */
export async function spreadAll(hub: Hand): Promise<void> {
  const noted = await hub.db
    .selectFrom('hub')
    .select('name')
    .where('name', '>=', 'spread:')
    .where('name', '<', 'spread;')
    .execute()
  for (const { name } of noted) {
    const [classId, person] = name.slice('spread:'.length).split('/')
    await spread(hub, classId as ClassId, person as PersonId) // as `noteName` wrote it
  }
}

/** A fact carries a word to so many rows of each sort. */
const atOnce = 200

/** Carries the office's word on one child to their rows, as many as there are by now. */
async function spread(hub: Hand, classId: ClassId, added: PersonId): Promise<void> {
  const { db } = hub
  const is = await wordOn(db, classId, added)
  const unaware = await rowsUnaware(db, classId, added, is)
  const about = { class: classId, added, ...(is && { person: is }) }
  const of = (table: string, part: number) =>
    unaware.filter((row) => rowTable(row) === table).map((row) => rowPart(row, part))
  // Rows of a class's pupil have these parts.
  const drafts = [
    ...inPieces(of('attendance', 0)).map((some) => pupilMatched({ ...about, lessons: some as LessonId[] })),
    ...inPieces(of('work', 1)).map((some) => pupilMatched({ ...about, assignments: some as AssignmentId[] })),
    ...inPieces(of('practice', 2)).map((some) => pupilMatched({ ...about, practised: some as PackageId[] })),
  ]
  await hub.recorder.record(drafts, async (transaction) => {
    // Another word has come meanwhile: it is noted, too, and carried the next time.
    if ((await wordOn(transaction, classId, added)) !== is) throw new Error('overtaken by another word')
    await transaction.deleteFrom('hub').where('name', '=', noteName(classId, added)).execute()
  })
}

async function wordOn(db: HubDb, classId: ClassId, added: PersonId): Promise<PersonId | undefined> {
  return (await rowOf(db, members, classId, added))?.is
}

/** A child's rows in which another word counts than the office's present one. */
async function rowsUnaware(db: HubDb, classId: ClassId, added: PersonId, is: PersonId | undefined): Promise<RowKey[]> {
  const rows = await rowsAbout(db, classId, added)
  const facts = await factsOf(db, rows)
  const isSelf = (person: PersonId | undefined) => person === undefined || person === added
  return rows.filter((row) => {
    const all = [...(facts.get(row) ?? [])].sort(byEffect)
    const heard = lastOf(pupilMatched, all, (body) => body.added === added)?.body.person
    return heard !== is && !(isSelf(heard) && isSelf(is))
  })
}

/** Every row that facts name of a pupil of a class: registers, homework, practice. */
async function rowsAbout(db: HubDb, classId: ClassId, person: PersonId): Promise<RowKey[]> {
  const lessons: RowRange = { from: `attendance/${classId}.`, below: `attendance/${classId}/` } // '/' follows '.' in ASCII
  const found = new Set<RowKey>()
  for (const { from, below } of [lessons, rowRange('work', classId), rowRange('practice', classId, person)]) {
    const rows = await db
      .selectFrom('fact_row')
      .select('row')
      .distinct()
      .where('row', '>=', from)
      .where('row', '<', below)
      .where('row', 'like', `%/${person}%`)
      .execute()
    for (const { row } of rows) if (row.split('/').includes(person)) found.add(row as RowKey) // written from one
  }
  return [...found]
}

function inPieces(all: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(all.length / atOnce) }, (_, n) => all.slice(n * atOnce, (n + 1) * atOnce))
}
