import type { Overview, PupilPiece } from './overview.ts'
import { t } from './words.ts'

/** Where one pupil's piece stands, in words. @param since when the classroom was last heard, in words */
export function pieceWords({ state, work }: Pick<PupilPiece, 'state' | 'work'>, since: string | undefined): string {
  switch (state) {
    case 'handed':
      return (work?.rounds ?? 0) > 1 ? t().secondRound : t().handedState
    case 'not-heard':
      return since === undefined ? t()['never-heard'] : t()['not-heard'](since)
    case 'returned':
      return work?.mark ? `${t().returned} · ${t()[work.mark.grade]}` : t().returned
    default:
      return t()[state]
  }
}

/** How an assignment stands, in words: only what there is, what waits for a teacher first. */
export function countWords({ counts, assignment, pieces }: Overview): string[] {
  const handed = counts.handed + counts.marked + counts.returned + counts.correcting
  const words = [
    assignment.withdrawn && t().withdrawn,
    t().handed(handed, pieces.length),
    counts.handed > 0 && t().countHanded(counts.handed),
    counts.marked > 0 && t().countMarked(counts.marked),
    counts.correcting > 0 && t().countCorrecting(counts.correcting),
    counts['not-done'] > 0 && t().countNotDone(counts['not-done']),
    counts['not-heard'] > 0 && t().countNotHeard(counts['not-heard']),
    counts.doing > 0 && t().countDoing(counts.doing),
  ]
  return words.filter((one) => one !== false)
}
