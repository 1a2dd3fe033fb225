/** Whether a receiver's sound is sent twice, and what that was decided by. */
export interface Redundancy {
  twice: boolean
  /** The line's loss, smoothed, 0 to 1. */
  loss: number
  /** Since when hardly anything was lost, ms; undefined while something is. */
  quietSince?: number
  /** How long it has to be quiet before sound is sent once again, ms: longer each time that was wrong. */
  patience: number
  /** When it was last sent once again, ms. */
  onceSince?: number
}

/** What a report says of a line. */
export interface LineReport {
  /** ms */
  at: number
  /** 0 to 1, as the receiver has it. */
  lostShare: number
  /** Sound's report tells what was lost of both copies while it is sent twice; a picture's what the line really lost. */
  of: 'sound' | 'picture'
}

/** From so much loss on sound is sent twice: what a concealed packet in thirty is to a listener is not much. */
const lossy = 0.03
const veryLossy = 0.08
const quiet = 0.01
const leastPatience = 20_000
const mostPatience = 300_000

export const once: Redundancy = { twice: false, loss: 0, patience: leastPatience }

/** Decides anew on a report: at once for the second copy, with patience against it. */
export function decideRedundancy(before: Redundancy, { at, lostShare, of }: LineReport): Redundancy {
  // Two packets 30 ms apart are hardly ever lost by the same accident, so what is missing of both is about the square.
  const share = of === 'sound' && before.twice ? Math.sqrt(lostShare) : lostShare
  const loss = before.loss + (share - before.loss) / 3
  const { quietSince: _, ...rest } = before
  if (!before.twice) {
    if (loss < lossy && share < veryLossy) return { ...rest, loss }
    const wasWrong = before.onceSince !== undefined && at - before.onceSince < 2 * before.patience
    const patience = wasWrong ? Math.min(mostPatience, before.patience * 2) : leastPatience
    return { twice: true, loss: Math.max(loss, lossy), patience }
  }
  if (share > quiet) return { ...rest, loss }
  const quietSince = before.quietSince ?? at
  if (at - quietSince < before.patience) return { ...rest, loss, quietSince }
  return { twice: false, loss: 0, patience: before.patience, onceSince: at }
}
