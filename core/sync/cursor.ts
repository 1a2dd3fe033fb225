import * as v from 'valibot'

/**
 * How far a device has read a scope's log: the number of the last entry and the log's running hash there. A hub whose
 * log went another way (restored from an old copy) sees that the hash does not fit, and begins anew.
 * While a scope is read for the first time, `coldUntil` is the log's end at its beginning: up to there only what is
 * still needed is sent; `coldMark` is the log's hash there. As text: `n.mark`, `n.mark.coldUntil.coldMark`, or, by an older hub,
 * `n.mark.coldUntil`; '' for nothing read yet.
 */
export interface Cursor {
  n: number
  mark: number
  coldUntil?: number
  coldMark?: number
}

const CursorText = v.pipe(v.string(), v.regex(/^(\d{1,15}\.\d{1,16}(\.\d{1,15}(\.\d{1,16})?)?)?$/))

export function cursorText(cursor: Cursor): string {
  const { n, mark, coldUntil, coldMark } = cursor
  const parts = coldUntil === undefined ? [n, mark] : [n, mark, coldUntil]
  return [...parts, ...(coldMark === undefined ? [] : [coldMark])].join('.')
}

/** `undefined` for '' and for what is no cursor: both mean to begin at the beginning. */
export function readCursor(text: string): Cursor | undefined {
  const reading = v.safeParse(CursorText, text)
  if (!reading.success || reading.output === '') return undefined
  const [n = 0, mark = 0, coldUntil, coldMark] = reading.output.split('.').map(Number)
  return { n, mark, ...(coldUntil !== undefined && { coldUntil }), ...(coldMark !== undefined && { coldMark }) }
}

/** The log's running hash behind one more entry (cyrb53 by bryc, public domain). 53 bits, as a number. */
export function nextMark(mark: number, entry: string): number {
  let high = 0xdeadbeef ^ (mark % 0x100000000)
  let low = 0x41c6ce57 ^ Math.floor(mark / 0x100000000)
  for (let n = 0; n < entry.length; n++) {
    const code = entry.charCodeAt(n)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}
