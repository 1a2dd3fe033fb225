import type { MovingPicture } from '../../core/recording/heads.ts'
import type { OpenFile } from '../library/recordings/index.ts'

/** So much is held ahead of what is seen, and behind it, s. */
const [ahead, behind] = [12, 20]

/** As much of a SourceBuffer as is fed. */
type Fed = Pick<SourceBuffer, 'buffered' | 'appendBuffer' | 'remove' | 'addEventListener' | 'removeEventListener'>

/**
 * Gives a player the pieces of a kept picture that it lacks, the next first, and takes from it what is long past.
 *
 * @returns to be called again and again, not before it has come back: gives one piece, if any is wanted at that time of the room, s
 */
export function pictureFeed(to: Fed, { head, read }: OpenFile<MovingPicture>): (at: number) => Promise<void> {
  const { pieces, inits } = head
  /** What a player has: what it says it has buffered does not tell, since a piece may have holes. */
  const given = new Set<number>()
  let init = -1

  return async (at) => {
    const next = pieces.findIndex(
      ({ from, ms }, n) => !given.has(n) && from + ms > at * 1000 && from < (at + ahead) * 1000,
    )
    const piece = pieces[next]
    if (piece) {
      const bytes = await read(piece)
      const wanted = piece.init === init ? undefined : inits[piece.init]
      const first = wanted && (await read(wanted))
      // One that it does not take it does not take later either.
      given.add(next)
      if (first) await append(to, first)
      init = piece.init
      return append(to, bytes)
    }
    const { buffered } = to
    if (buffered.length === 0 || buffered.start(0) >= at - 2 * behind) return
    const below = at - behind
    // What hangs on a picture that is taken away goes with it.
    for (const n of [...given]) if ((pieces[n]?.from ?? 0) < below * 1000) given.delete(n)
    to.remove(0, below)
    await done(to)
  }
}

async function append(to: Fed, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  to.appendBuffer(bytes)
  await done(to)
}

function done(to: Fed): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => () => {
      to.removeEventListener('updateend', over)
      to.removeEventListener('error', failed)
      settle()
    }
    const over = end(resolve)
    const failed = end(() => reject(new Error('not taken')))
    to.addEventListener('updateend', over)
    to.addEventListener('error', failed)
  })
}
