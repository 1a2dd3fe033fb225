import type { Standing } from '../../core/ladder/ladder.ts'
import { rungs } from '../../core/ladder/rungs.ts'
import type { RoomState } from '../live/index.ts'

/**
 * What is said of where one is. The ladder waits some seconds before it takes a line for gone; that nothing comes by the room's line is so
 * as soon as that is away.
 */
export function told({ rung, because }: Standing, at: RoomState['at']): Pick<Standing, 'rung' | 'because'> {
  return at === 'away' && rungs[rung].way === 'socket' ? { rung: 0, because: 'line-gone' } : { rung, because }
}
