import type { Hub } from '../hub.ts'
import { oneHubAtATime } from '../store/in-turn.ts'
import { closedRooms } from './closed-rooms.ts'
import { makeRecording, type PictureOf } from './make.ts'

/**
 * Facts that come within so long are looked at together, and what is named and not there yet is looked for so often, ms. A studio
 * that closes a lesson sends its last sound behind that.
 */
const waits = { together: 3_000, again: 20_000 }

const noPicture: PictureOf = async () => ({})

/**
 * The minute a lesson is closed it is a resource, and what comes later is added to it.
 *
 * @returns how to stop
 */
export function keepRecordings(hub: Hub, pictureOf: PictureOf = noPicture, { together, again } = waits) {
  let timer: NodeJS.Timeout | undefined
  let working: Promise<void> = Promise.resolve()
  let over = false
  /** Live rooms in which something came. */
  let grown = new Set<string>()
  /** Which closing of each room was looked at. */
  const made = new Map<string, number>()

  function wake(after: number): void {
    if (over) return
    timer ??= setTimeout(() => {
      timer = undefined
      working = make().catch((error: unknown) => console.error('recordings:', error))
    }, after)
  }

  async function make(): Promise<void> {
    const since = grown
    grown = new Set()
    for (const closed of await closedRooms(hub.db, hub.now())) {
      const { room } = closed
      if (made.get(room) === closed.closed && !since.has(`live:${room}`)) continue
      const isWhole = await oneHubAtATime(hub.db, room, () => makeRecording(hub, closed, pictureOf))
      if (isWhole) made.set(room, closed.closed)
      else wake(again)
    }
  }

  const stop = hub.desk.onGrowth((scopes) => {
    if (scopes === 'all') made.clear()
    else for (const scope of scopes) if (scope.startsWith('live:')) grown.add(scope)
    wake(together)
  })
  wake(together)
  return async () => {
    over = true
    stop()
    clearTimeout(timer)
    await working
  }
}
