import type { LessonId } from '../../core/facts/ids.ts'
import type { Standing } from '../../core/ladder/ladder.ts'
import { type Late, playLate } from './late.ts'

/** Waits between tries of a rung that is held by hand and does not come, ms. */
export const waits = [1_000, 2_000, 5_000, 10_000]

/** The late picture of a room, as its rung of the ladder wants it. */
export interface KeptLate {
  /** There on its rung, or while it is tried again for who holds that. */
  keep(standing: Standing): void
  look(): ReturnType<Late['look']> | undefined
  /** Whether it has failed since it was last wanted. */
  hasFailed(): boolean
  end(): void
}

/** @param show is told what is to be seen and heard, as often as it is looked at */
export function keepLate(room: LessonId, show: (late: Late | undefined) => void): KeptLate {
  let late: Late | undefined
  let failed: { times: number; at: number } | undefined

  function end(): void {
    late?.close()
    late = undefined
    show(undefined)
  }

  return {
    keep({ rung, trying }) {
      if (rung !== 2 && trying !== 2) {
        failed = undefined
        if (late) end()
        return
      }
      if (!late) late = playLate(room)
      const state = late.state()
      if (state === 'failed') {
        failed ??= { times: 0, at: performance.now() }
        show(undefined)
        const wait = waits[Math.min(failed.times, waits.length - 1)] ?? 0
        if (performance.now() - failed.at < wait) return
        failed = { times: failed.times + 1, at: performance.now() }
        late.close()
        late = playLate(room)
      }
      const isPlaying = state === 'playing' && !late.element.paused
      if (isPlaying) failed = undefined
      const isHeard = isPlaying && rung === 2
      late.mute(!isHeard)
      show(isHeard ? late : undefined)
    },
    look: () => late?.look(),
    hasFailed: () => failed !== undefined,
    end,
  }
}
