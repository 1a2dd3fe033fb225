/** Work that waits until its input has come to rest. */
export interface Settled<Value> {
  /** Does the work with this value once nothing newer has come for a while. */
  later(value: Value): void
  /** Does what waits, now; resolves when it is done. */
  now(): Promise<void>
}

/**
 * Leafing through pages or counting hands is many touches and one thing to record. Work is done one after the other, in
 * the order in which it came to rest.
 *
 * @param wait of rest, ms
 * @param failed told of what `work` threw; the next is done all the same
 */
export function settled<Value>(
  work: (value: Value) => Promise<void>,
  wait: number,
  failed: (error: unknown) => void,
): Settled<Value> {
  let waiting: { value: Value; timer: ReturnType<typeof setTimeout> } | undefined
  let done: Promise<void> = Promise.resolve()

  const now = () => {
    const due = waiting
    waiting = undefined
    if (due) {
      clearTimeout(due.timer)
      done = done.then(() => work(due.value)).catch(failed)
    }
    return done
  }

  return {
    later(value) {
      clearTimeout(waiting?.timer)
      waiting = { value, timer: setTimeout(now, wait) }
    },
    now,
  }
}
