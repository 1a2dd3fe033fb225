import { createStore } from 'zustand/vanilla'
import type { HubsOrder, Wiped } from '../store/order.ts'

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
  order: HubsOrder
  /** Everything was taken away from here, on the hub's order. */
  wiped?: Wiped
}

export const line = createStore<Line>(() => ({
  state: 'delivered',
  left: 0,
  of: 0,
  troubles: 0,
  heard: false,
  order: '',
}))

/** What the mark shows, from what is known. */
export function lineState(known: Omit<Line, 'state'>, sending: boolean): Line['state'] {
  if (known.troubles > 0) return 'attention'
  if (known.left === 0) return 'delivered'
  return sending ? 'sending' : 'waiting'
}
