import { createStore } from 'zustand/vanilla'

/**
 * Where things stand with the line, for the one mark in words. delivered: the hub has all. waiting: something is kept
 * here until there is a line. sending: on its way now. attention: a person must look at something.
 */
export interface Line {
  state: 'delivered' | 'waiting' | 'sending' | 'attention'
  /** Facts and photos that the hub does not have. */
  left: number
  /** Of those, when sending began. */
  of: number
  troubles: number
  /** Whether the hub was heard lately. */
  heard: boolean
  /** The hub's order: this device was revoked, or is not known. */
  order?: 'revoked' | 'unknown'
}

export const line = createStore<Line>(() => ({ state: 'delivered', left: 0, of: 0, troubles: 0, heard: false }))

/** What the mark shows, from what is known. */
export function lineState(known: Omit<Line, 'state'>, sending: boolean): Line['state'] {
  if (known.troubles > 0) return 'attention'
  if (known.left === 0) return 'delivered'
  return sending ? 'sending' : 'waiting'
}
