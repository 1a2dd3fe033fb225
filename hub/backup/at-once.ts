/** Enough to keep a disk busy that answers one request after the other, and few for one that turns. */
const some = 8

/**
 * Works on all of them, some at a time, since each waits for the disk. Those that were begun are through when it resolves, or
 * throws.
 *
 * @throws what one of them throws; no other is begun after that
 */
export async function someAtOnce<T>(all: readonly T[], work: (one: T, n: number) => Promise<void>): Promise<void> {
  const waiting = all.entries()
  let failed = false
  const worker = async () => {
    for (const [n, one] of waiting) {
      if (failed) return
      try {
        await work(one, n)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: some }, worker))
  for (const end of ended) if (end.status === 'rejected') throw end.reason
}

/** The same values; each is made while the one before it is worked on. */
export async function* oneAhead<T>(values: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = values[Symbol.asyncIterator]()
  try {
    for (let next = iterator.next(); ; ) {
      const { done, value } = await next
      if (done) return
      next = iterator.next()
      next.catch(() => undefined) // told when it is its turn
      yield value
    }
  } finally {
    await iterator.return?.()
  }
}
