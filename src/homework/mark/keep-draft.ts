import * as v from 'valibot'
import { Grade } from '../../../core/facts/kinds/homework-marked.ts'
import { here } from '../../here/here.ts'
import type { PieceKey } from './mark.ts'
import type { Marking } from './marking.ts'

/** A mark that is being written, by the round of the work that it is about. */
const Kept = v.object({
  round: v.number(),
  marking: v.object({
    verdicts: v.record(v.string(), v.picklist(['right', 'wrong'])),
    grade: v.optional(Grade),
    words: v.string(),
  }),
})

/** Keeps a mark in the making, so that a closed page or a lock loses no word of it. */
export async function keepDraft(piece: PieceKey, round: number, marking: Marking): Promise<void> {
  await here().store.db.meta.put({ name: nameOf(piece), value: { round, marking } })
}

/** The mark in the making of this round; one of an earlier round is no longer of use. */
export async function keptDraft(piece: PieceKey, round: number): Promise<Marking | undefined> {
  const kept = v.safeParse(Kept, (await here().store.db.meta.get(nameOf(piece)))?.value)
  if (!kept.success || kept.output.round !== round) return undefined
  const { grade, ...marking } = kept.output.marking
  return grade ? { ...marking, grade } : marking
}

export async function dropDraft(piece: PieceKey): Promise<void> {
  await here().store.db.meta.delete(nameOf(piece))
}

function nameOf({ class: classId, assignment, pupil }: PieceKey): string {
  return `draft:mark/${classId}/${assignment}/${pupil}`
}
