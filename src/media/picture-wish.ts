import type { Rung, Shape, Wish } from '../../core/ladder/rungs.ts'
import { playsLate } from './late.ts'
import type { Shown } from './use-shown.ts'

export interface PictureWish {
  shape: Shape
  /** Whose picture, and sound beside it, is to be had. */
  shown: Shown
  held: Rung | undefined
  /** The class is to talk back: not some seconds late. */
  talks?: boolean
}

/** What is asked of the ladder. @param isNone the hub passes no picture on */
export function wishOf({ shape, shown, held }: PictureWish, isNone: boolean): Wish {
  const webrtc = (shown.host || shown.floor) && !isNone && canWatch()
  return { shape, webrtc, hls: false, held }
}

export function canWatch(): boolean {
  return typeof RTCPeerConnection !== 'undefined'
}

/** Only the host's picture comes late. */
export function comesLate({ shown, talks }: PictureWish, isNone: boolean): boolean {
  return shown.host && !isNone && !talks && playsLate()
}
