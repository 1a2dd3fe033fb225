import * as v from 'valibot'
import { type FromDevice, FromHub } from '../../core/sync/live-messages.ts'
import type { Pull } from '../../core/sync/messages.ts'
import { type Asked, absorb, cursors as cursorsOfStore } from '../store/absorb.ts'
import { type Store, selfOf } from '../store/store.ts'
import { deadline } from './deadline.ts'
import { prove } from './device-key.ts'
import { Silence } from './silence.ts'
import { inTurn } from './turn.ts'

/** Until the hub's first word on a line with a long delay, and on one that hardly carries the board, ms. */
const opening = { usual: 10_000, thin: 15_000 }
/** Waits between tries, ms. */
const firstWait = 1_000
const longestWait = 30_000

/** The code with which the hub closes the channel of a device that was taken back. */
const revoked = 4403

/** As whom, and from where on, the hub is telling; unknown until this device has said so. */
interface Asking {
  from?: Pick<Asked, 'as' | 'cursors'>
  /** The page before could not be taken in either. */
  missed?: boolean
}

export interface LiveChannel {
  /** Whether what happens elsewhere comes by itself now. */
  isOpen(): boolean
  /** There may be a line again: it is tried now. */
  wake(): void
  /** Whether the line carries the board and no sound, as far as is known. */
  thin(is: boolean): void
  stop(): void
}

/**
 * Hears what happens elsewhere as it happens. What is recorded here goes by HTTP; when the channel drops, the
 * cursors pick up where it stopped. Only the tab that is looked at keeps one.
 *
 * @param heard told whether what came could be taken in, or will come again by the channel; if not, HTTP should ask
 * @param mayTry asked before each try
 */
export function liveChannel(
  store: Store,
  name: string,
  heard: (all: boolean) => void,
  mayTry = () => true,
): LiveChannel {
  const ended = new AbortController()
  let open = false
  let wait = firstWait
  let socket: WebSocket | undefined
  const silence = new Silence()
  let goOn: () => void = () => undefined

  async function run(over: AbortSignal): Promise<void> {
    over.addEventListener('abort', () => {
      socket?.close()
      goOn()
    })
    while (!over.aborted) {
      if (document.visibilityState === 'visible' && navigator.onLine && mayTry()) {
        const good = await converse()
        wait = good ? firstWait : Math.min(longestWait, wait * 2)
      }
      await new Promise<void>((resolve) => {
        goOn = resolve
        setTimeout(resolve, wait)
      })
    }
  }

  /** One conversation, from opening to its end; whether anything was heard in it. */
  function converse(): Promise<boolean> {
    return new Promise((resolve) => {
      const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/sync/live`
      const opened = new WebSocket(url)
      socket = opened
      const began = performance.now()
      let anything = false
      // `close` alone would wait for the other side's word, 10 s and more, on a line on which nothing comes through.
      const drop = () => {
        open = false
        opened.onmessage = opened.onclose = null
        opened.close()
        resolve(anything)
      }
      const silent = () => {
        silence.dropped()
        drop()
      }
      let stopWaiting = deadline(silence.isThin ? opening.thin : opening.usual, drop)
      const asked: Asking = {}
      let work = Promise.resolve()
      opened.onmessage = (event) => {
        const heardAt = store.now()
        if (!anything) silence.opened(performance.now() - began)
        anything = true
        stopWaiting()
        stopWaiting = deadline(silence.may, silent)
        // One after the other, so that cursors are written in the order in which pages came.
        work = work.then(() => take(opened, asked, String(event.data), heardAt)).catch(() => opened.close())
      }
      opened.onclose = ({ code }) => {
        open = false
        stopWaiting()
        // Only an answer to a signed request tells what that means.
        if (code === revoked) heard(false)
        resolve(anything)
      }
    })
  }

  const say = (opened: WebSocket | undefined, word: FromDevice) => {
    if (opened && opened.readyState === opened.OPEN) opened.send(JSON.stringify(word))
  }

  async function take(opened: WebSocket, asked: Asking, data: string, heardAt: number): Promise<void> {
    const message = v.parse(FromHub, JSON.parse(data))
    if (message.t === 'beat') say(opened, { t: 'beat' })
    if (message.t === 'nonce') {
      const self = await selfOf(store)
      if (!self) return opened.close()
      const as = self.formerly ?? self.device
      const authorization = await prove(store, as, message.nonce)
      const cursors = await cursorsOfStore(store)
      asked.from = { as, cursors }
      say(opened, { t: 'hello', authorization, cursors, answersPulls: true, thin: silence.isThin })
    }
    if (message.t === 'pull') {
      const { pull } = message
      if (!asked.from) return opened.close()
      const { as, cursors } = asked.from
      const more = await absorb(store, pull, { as, cursors, heardAt })
      const told = { ...cursors, ...cursorsOf(pull) }
      const read = more ? await cursorsOfStore(store) : told
      // Where another answer has overtaken this one, no page that comes behind it would fit.
      const misses = pull.pages.some(({ scope }) => read[scope] !== told[scope])
      const goesBack = misses && !asked.missed
      say(opened, { t: 'beat', ...(goesBack && { cursors: read }) })
      asked.from = { as, cursors: goesBack ? read : told }
      open = opened.readyState === opened.OPEN
      heard(!more || pull.pages.some((page) => page.more) || goesBack)
      asked.missed = goesBack
    }
  }

  inTurn(`tongke:${name}:live`, ended.signal, run).catch((error: unknown) => console.error('live channel:', error))
  return {
    isOpen: () => open,
    wake() {
      wait = firstWait
      goOn()
    },
    thin(is) {
      if (is !== silence.isThin) say(socket, { t: 'line', thin: is })
      silence.isThin = is
    },
    stop() {
      ended.abort()
    },
  }
}

function cursorsOf(pull: Pull): Record<string, string> {
  return Object.fromEntries(pull.pages.map((page) => [page.scope, page.cursor]))
}
