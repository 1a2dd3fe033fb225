/** Things that wait until their moment has come where a lesson is heard late. In the order in which they came. */
export interface InStep<Thing> {
  /** @param wait ms; without one, and with nothing waiting, it is passed on at once */
  add(thing: Thing, wait: number): void
  close(): void
}

/** @param pass is given each when it is its time */
export function inStep<Thing>(pass: (thing: Thing) => void): InStep<Thing> {
  const waiting: { thing: Thing; due: number }[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function look(): void {
    timer = undefined
    const now = performance.now()
    while (waiting[0] && waiting[0].due <= now) {
      const [first] = waiting.splice(0, 1)
      if (first) pass(first.thing)
    }
    if (waiting[0]) timer = setTimeout(look, waiting[0].due - now)
  }

  return {
    add(thing, wait) {
      if (wait <= 0 && waiting.length === 0) return pass(thing)
      // None overtakes another.
      const last = waiting[waiting.length - 1]?.due ?? 0
      waiting.push({ thing, due: Math.max(last, performance.now() + wait) })
      if (timer === undefined) look()
    },
    close() {
      clearTimeout(timer)
      waiting.length = 0
    },
  }
}
