/**
 * What an answer becomes with a touch. Answers come from facts, perhaps of another version of the question, so each is
 * read as `unknown` and what does not fit is left out.
 */

/** Options that are chosen, in rising order (`several`), or in the order in which they were touched (`order`). */
export function indicesIn(answer: unknown, count: number): number[] {
  if (!Array.isArray(answer)) return []
  const fitting = answer.filter((one): one is number => isIndex(one, count))
  return [...new Set(fitting)]
}

/** Takes an option in, or out again. */
export function toggled(answer: unknown, index: number, count: number): number[] {
  const before = indicesIn(answer, count)
  const after = before.includes(index) ? before.filter((one) => one !== index) : [...before, index]
  return after.sort((a, b) => a - b)
}

/** Puts an option at the end of the row, or takes it out of it: those behind it move up. */
export function placed(answer: unknown, index: number, count: number): number[] {
  const before = indicesIn(answer, count)
  return before.includes(index) ? before.filter((one) => one !== index) : [...before, index]
}

/** For each on the left the number on the right that it is joined to; -1: not joined yet. */
export function joinsIn(answer: unknown, left: number, right: number): number[] {
  const given: unknown[] = Array.isArray(answer) ? answer : []
  return Array.from({ length: left }, (_, n) => (isIndex(given[n], right) ? given[n] : -1))
}

/** Joins one on the left to one on the right; joined to the same again, it is let go. */
export function joined(answer: unknown, from: number, to: number, counts: { left: number; right: number }): number[] {
  const before = joinsIn(answer, counts.left, counts.right)
  return before.map((one, n) => (n === from ? (one === to ? -1 : to) : one))
}

/** The next on the left that is not joined, after this one and round again; undefined when all are. */
export function nextLoose(joins: readonly number[], after: number): number | undefined {
  const order = joins.map((_, n) => (after + 1 + n) % joins.length)
  return order.find((n) => joins[n] === -1)
}

function isIndex(value: unknown, count: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < count
}
