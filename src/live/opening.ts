/**
 * Until the hub's first word, ms. A line with a long delay takes the longer. On a dead one systems knock again after 1, 3 and 7 s, so
 * that a new try after three finds it sooner when it is back; after some of those browsers make each wait for up to 5 s first.
 */
const opening = { quick: 3_300, long: 8_000, thin: 12_000 }
/** So many tries are quick; and so many times there and back go into opening a line with TLS. */
const [quickTries, trips] = [6, 8]

/**
 * How long a try to open a room's line waits for the hub's first word, ms.
 *
 * @param tries that came to nothing before @param rtt ms, where it was ever known
 * @param thin the line carries the board and no sound: what opens it takes seconds
 */
export function patienceFor(tries: number, rtt = Number.POSITIVE_INFINITY, thin = false): number {
  if (thin) return opening.thin
  return tries < quickTries ? Math.min(opening.long, opening.quick + trips * rtt) : opening.long
}

/** Waits between tries, ms: a lesson is going on. */
const waits = [200, 500]

/** How long before a connection is opened anew, ms. @param tries how many have failed */
export function waitBefore(tries: number): number {
  return waits[Math.min(tries, waits.length - 1)] ?? 0
}
