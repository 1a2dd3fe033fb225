import type { ClassId, PersonId } from '../../../core/facts/ids.ts'
import type { Assignment } from '../../../core/rows/assignment.ts'
import type { Work } from '../../../core/rows/work.ts'
import { here } from '../../here/here.ts'
import { type PieceState, pieceState } from '../piece.ts'
import { assignmentsOf, type ClassPupil, classHeard, piecesOf, pupilsHere } from '../queries.ts'
import { schoolToday } from '../school-time.ts'

export interface PupilsPiece {
  pupil: ClassPupil
  work: Work | undefined
  state: PieceState
}

export interface Overview {
  assignment: Assignment
  pieces: PupilsPiece[]
  handed: number
  toMark: number
  /** How far the classroom has been heard, ms. */
  heard: number | undefined
}

/** Every assignment of the place's classes, the latest first, with each pupil's piece. */
export async function overviews(): Promise<Overview[]> {
  const all = await Promise.all(here().place.classes.map(overviewsOf))
  return all.flat().sort((a, b) => b.assignment.setAt - a.assignment.setAt)
}

async function overviewsOf(classId: ClassId): Promise<Overview[]> {
  const [set, pupils, heard, today] = await Promise.all([
    assignmentsOf(classId),
    pupilsHere(),
    classHeard(classId),
    schoolToday(here().store),
  ])
  const ofClass = pupils.filter((pupil) => pupil.class === classId)
  return Promise.all(
    set.map(async (assignment) => {
      const works = await piecesOf(classId, assignment.assignment)
      const pieces = ofClass.map((pupil) => {
        const work = works.get(pupil.id)
        return { pupil, work, state: pieceState(work, assignment.due, today, heard) }
      })
      return {
        assignment,
        pieces,
        heard,
        handed: pieces.filter(({ work }) => (work?.rounds ?? 0) > 0).length,
        toMark: pieces.filter(({ state }) => state === 'handed').length,
      }
    }),
  )
}

/** The next piece that waits for a teacher, after this pupil's. */
export function nextToMark(overview: Overview, after: PersonId): PersonId | undefined {
  const at = overview.pieces.findIndex(({ pupil }) => pupil.id === after)
  const order = [...overview.pieces.slice(at + 1), ...overview.pieces.slice(0, Math.max(0, at))]
  return order.find(({ state }) => state === 'handed')?.pupil.id
}
