import type { TurnServer } from './ice.ts'
import type { OutsideServer } from './outside.ts'
import type { MediaPort } from './transport.ts'

/** What an operator says of live picture. */
export interface MediaSettings extends MediaPort {
  turn?: TurnServer
  /** Picture goes through it, and not through the hub. */
  outside?: OutsideServer
  /** Who watches at most at once, in all and in one room. */
  mostReceivers: number
  mostInRoom: number
}
