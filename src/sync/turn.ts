/** Whoever waits asks this often whether the one whose turn it is still lives, ms; as many questions without an answer, and it is taken from it. */
const askEvery = 3_000
const patience = 2

/**
 * Of several tabs of one place, one does a piece of work at a time (Web Locks), and the next when it is closed. Chromium
 * now and then keeps the lock of a tab that was closed for half a minute and more; so who waits asks, and takes the turn
 * from one that does not answer.
 *
 * @param name of the lock
 * @param ended no turn is wanted any more
 * @param work ends when its signal says that the turn is over or was taken; returned from, the turn is given up
 */
export async function inTurn(name: string, ended: AbortSignal, work: (over: AbortSignal) => unknown): Promise<void> {
  for (let silent = false; !ended.aborted; ) {
    const waiting = new AbortController()
    const turn = new AbortController()
    const end = () => {
      waiting.abort()
      turn.abort()
    }
    ended.addEventListener('abort', end)
    let mine = false
    const asking = silent ? undefined : whenSilent(name, () => waiting.abort())
    try {
      await navigator.locks.request(name, silent ? { steal: true } : { signal: waiting.signal }, async () => {
        mine = true
        asking?.stop()
        const stop = answer(name)
        try {
          await work(turn.signal)
        } finally {
          stop()
        }
      })
      return
    } catch (error) {
      const wasTaken = mine && error instanceof DOMException && error.name === 'AbortError'
      if (!wasTaken && !waiting.signal.aborted) throw error
      turn.abort()
      silent = !wasTaken
    } finally {
      asking?.stop()
      ended.removeEventListener('abort', end)
    }
  }
}

/** Says that whoever has this lock lives, whenever it is asked; until the function that it returns is called. */
export function answer(name: string): () => void {
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }) => {
    if (data === 'who') channel.postMessage('here')
  }
  return () => channel.close()
}

/** Tells when nobody has answered for long enough. Timers of a hidden tab are slow: questions are counted, not seconds. */
function whenSilent(name: string, tell: () => void): { stop(): void } {
  const channel = new BroadcastChannel(name)
  let unanswered = 0
  channel.onmessage = ({ data }) => {
    if (data === 'here') unanswered = 0
  }
  const timer = setInterval(() => {
    if (unanswered >= patience) return tell()
    unanswered++
    channel.postMessage('who')
  }, askEvery)
  return {
    stop() {
      clearInterval(timer)
      channel.close()
    },
  }
}
