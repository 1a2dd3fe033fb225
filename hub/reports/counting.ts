import type { Desk } from '../facts/desk.ts'
import type { HubDb } from '../store/schema.ts'
import { countEvidence } from './count.ts'
import { countyReport } from './county.ts'

/** Counts for reports when nobody waits for one. */
export interface Counting {
  /** Begins now, if it does not count already. */
  wake(): void
  /** Resolves when it has come to an end of what it does. */
  settled(): Promise<void>
  /** Ends it after the next slice. */
  close(): Promise<void>
}

/** Deliveries go first: counting begins when none has come for so long, ms. */
const quiet = 20_000

/**
 * Counts what there is to count, a slice after the other: all of it after an upgrade or a restore, later what comes in, as
 * soon as no more comes for a while. At the end a year's weeks are tallied, so that nobody waits for that either.
 */
export function countBehind(db: HubDb, desk: Pick<Desk, 'onGrowth'>, now: () => number): Counting {
  const closing = new AbortController()
  let working: Promise<void> | undefined
  let again = false

  async function work(): Promise<void> {
    do {
      again = false
      const counted = await countEvidence(db, { until: () => closing.signal.aborted, gentle: true })
      if (counted > 0 && !closing.signal.aborted)
        await countyReport(db, { now: now(), period: { is: 'year' }, patience: 0 })
    } while (again && !closing.signal.aborted)
  }

  function wake(): void {
    again = true
    if (working || closing.signal.aborted) return
    working = work()
      .catch((error: unknown) => console.error('counting for reports:', error))
      .finally(() => {
        working = undefined
      })
  }

  const timer = setTimeout(wake, quiet).unref()
  const stopListening = desk.onGrowth(() => timer.refresh())
  wake()
  return {
    wake,
    settled: async () => {
      await working
    },
    async close() {
      closing.abort()
      stopListening()
      clearTimeout(timer)
      await working
    },
  }
}
