import { type LetGoFrom, letGo } from '../store/letting-go.ts'
import { isUpToDate, rebuildSome } from '../store/rebuild.ts'
import type { Store } from '../store/store.ts'
import { strikingNames } from '../store/struck-names.ts'
import { untilQuiet, watchTouches } from './quiet.ts'
import { inTurn } from './turn.ts'

/** Between two looks at what need not be here any more, ms. */
const tidyEvery = 30_000

/**
 * Brings a store that an older version has written up to this one, and then lets go of what need not be here any more, names
 * that were withdrawn among it, in idle slices. One tab of a place does it.
 */
export async function keepUp(store: Store, name: string, signal: AbortSignal): Promise<void> {
  watchTouches()
  try {
    await inTurn(`tongke:${name}:upkeep`, signal, async (over) => {
      let more = !(await isUpToDate(store))
      while (more && !over.aborted) {
        await untilQuiet(over)
        await untilIdle()
        more = await rebuildSome(store)
      }
      await tidy(store, over)
    })
  } catch (error) {
    // What was done stays done, and the next start goes on.
    if (!signal.aborted) console.error('upkeep:', error)
  }
}

async function tidy(store: Store, signal: AbortSignal): Promise<void> {
  const strikeNames = strikingNames(store)
  let next: LetGoFrom
  while (!signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, tidyEvery))
    await untilQuiet(signal)
    await untilIdle()
    next = (await letGo(store, next)).next
    if (!next) await strikeNames()
  }
}

/** At the latest after so many ms, however busy the page. */
const patience = 2_000

function untilIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: patience })
    else setTimeout(resolve, 50)
  })
}
