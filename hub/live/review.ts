import type { Hub } from '../hub.ts'
import type { Media } from '../media/media.ts'

/**
 * Facts that come within so long are looked at together, ms: ink comes by the stroke. And how often all are looked at, also those who
 * watch: a device that is taken back says so by no fact.
 */
const waits = { together: 500, all: 10_000 }

/**
 * When facts come, whoever publishes a picture and may no longer is let go: the floor has gone round, the lesson is over. Who watches, a
 * little later.
 *
 * @returns how to stop
 */
export function reviewAsTheyChange(hub: Hub, media: Pick<Media, 'review'>, { together, all } = waits): () => void {
  let waiting: NodeJS.Timeout | undefined
  const failed = (error: unknown) => console.error('who may publish and watch:', error)
  const stop = hub.desk.onGrowth(() => {
    waiting ??= setTimeout(() => {
      waiting = undefined
      media.review().catch(failed)
    }, together)
  })
  const everybody = setInterval(() => media.review('all').catch(failed), all)
  return () => {
    stop()
    clearTimeout(waiting)
    clearInterval(everybody)
  }
}
