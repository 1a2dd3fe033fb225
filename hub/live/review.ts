import type { Hub } from '../hub.ts'
import type { Media } from '../media/media.ts'

/** Facts that come within so long are looked at together, ms: ink comes by the stroke. */
const together = 500

/**
 * When facts come, whoever publishes a picture and may no longer is let go: the floor has gone round, the lesson is over.
 *
 * @returns how to stop
 */
export function reviewAsTheyChange(hub: Hub, media: Pick<Media, 'review'>): () => void {
  let waiting: NodeJS.Timeout | undefined
  const stop = hub.desk.onGrowth(() => {
    waiting ??= setTimeout(() => {
      waiting = undefined
      media.review().catch((error: unknown) => console.error('who may publish:', error))
    }, together)
  })
  return () => {
    stop()
    clearTimeout(waiting)
  }
}
