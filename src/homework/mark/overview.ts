import type { ClassId, PersonId } from '../../../core/facts/ids.ts'
import type { ListedPupil } from '../../../core/people/class-list.ts'
import { type Assignment, assignments } from '../../../core/rows/assignment.ts'
import { members } from '../../../core/rows/member.ts'
import { classes } from '../../../core/rows/roster.ts'
import { rowPart } from '../../../core/rows/row-key.ts'
import { type Work, work } from '../../../core/rows/work.ts'
import { dayOf } from '../../../core/school/day.ts'
import { here } from '../../here/here.ts'
import { row, rowsUnder } from '../../store/rows.ts'
import { schoolNow } from '../../store/school-now.ts'
import { classHeard } from '../heard.ts'
import { type PieceState, pieceState } from '../piece.ts'
import { pupilsOf } from '../pupil/pupil-query.ts'

/** One pupil's piece in a teacher's list. */
export interface PupilPiece {
  pupil: ListedPupil
  work: Work | undefined
  state: PieceState
}

/** An assignment with every pupil's piece. */
export interface Overview {
  assignment: Assignment
  className: string
  pieces: PupilPiece[]
  counts: Record<PieceState, number>
}

/** A class's homework, the latest first. Withdrawn homework is only here while something of it waits for a teacher. */
export interface ClassHomework {
  class: ClassId
  className: string
  grades: readonly number[]
  overviews: Overview[]
  /** Up to when the classroom's devices have been heard, ms since 1970. */
  heard: number | undefined
  /** Names of the class's adults, for whose mark it is. */
  names: ReadonlyMap<string, string>
  now: number
}

/** Run it in a live query. */
export async function homeworkOf(classId: ClassId): Promise<ClassHomework> {
  const { store } = here()
  const [described, people, set, pupils, heard, now] = [
    await row(store, classes, classId),
    await rowsUnder(store, members, classId),
    await rowsUnder(store, assignments, classId),
    await pupilsOf(classId),
    await classHeard(store, classId),
    await schoolNow(store),
  ]
  const className = described ? `${described.schoolName} ${described.name}` : ''
  const overviews = await Promise.all(
    set.map(async ({ state: assignment }): Promise<Overview> => {
      const rows = await rowsUnder(store, work, classId, assignment.assignment)
      const byPupil = new Map(rows.map(({ key, state }) => [rowPart(key, 2), state]))
      const pieces = pupils.map((pupil): PupilPiece => {
        const piece = byPupil.get(pupil.person)
        return { pupil, work: piece, state: pieceState(piece, assignment.due, dayOf(now), heard) }
      })
      return { assignment, className, pieces, counts: countsOf(pieces) }
    }),
  )
  return {
    class: classId,
    className,
    grades: described?.grades ?? [],
    overviews: overviews
      .filter(({ assignment, counts }) => !assignment.withdrawn || counts.handed > 0)
      .sort((a, b) => b.assignment.setAt - a.assignment.setAt),
    heard,
    names: new Map(people.map(({ key, state }) => [rowPart(key, 1), state.name])),
    now,
  }
}

export function countsOf(pieces: readonly Pick<PupilPiece, 'state'>[]): Overview['counts'] {
  const counts: Overview['counts'] = {
    'to-come': 0,
    'not-done': 0,
    'not-heard': 0,
    doing: 0,
    handed: 0,
    marked: 0,
    returned: 0,
    correcting: 0,
  }
  for (const { state } of pieces) counts[state] += 1
  return counts
}

/** Who waits for a teacher first. */
export function firstToMark({ pieces }: Pick<Overview, 'pieces'>): PersonId | undefined {
  return pieces.find(({ state }) => state === 'handed')?.pupil.person
}

/**
 * The next piece that waits after this one: further down the same homework, then through the others class by class, the
 * oldest first, and last those further up. So one key leads past all of them, marked or not.
 */
export function nextPiece(
  homework: readonly ClassHomework[],
  now: Overview,
  pupil: PersonId,
): { assignment: string; pupil: PersonId } | undefined {
  const all = homework.flatMap(({ overviews }) => [...overviews].reverse())
  const turn = all.findIndex((one) => one.assignment.assignment === now.assignment.assignment)
  const at = now.pieces.findIndex((one) => one.pupil.person === pupil)
  const order = [
    { ...now, pieces: now.pieces.slice(at + 1) },
    ...all.slice(turn + 1),
    ...all.slice(0, Math.max(0, turn)),
    { ...now, pieces: now.pieces.slice(0, Math.max(0, at)) },
  ]
  for (const overview of order) {
    const next = firstToMark(overview)
    if (next) return { assignment: overview.assignment.assignment, pupil: next }
  }
  return undefined
}

/** How many pieces wait for a teacher. */
export function toMarkIn(homework: readonly ClassHomework[]): number {
  return homework.flatMap(({ overviews }) => overviews).reduce((sum, { counts }) => sum + counts.handed, 0)
}
