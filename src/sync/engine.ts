import { liveQuery } from 'dexie'
import { noteOrder, type Wiped, wiped as wipedHere } from '../store/order.ts'
import type { Store } from '../store/store.ts'
import { type Carrier, CarrierFailure } from './carrier.ts'
import { BatchSize, deliverAll } from './deliver.ts'
import { type Line, line, lineState } from './line.ts'
import { type LiveChannel, liveChannel } from './live-channel.ts'
import { receiveAll } from './receive.ts'
import { sendPhotos } from './send-photos.ts'
import { standing } from './standing.ts'
import { inTurn } from './turn.ts'
import { wakeUps } from './wake-up.ts'

/** Waits between tries on a dead line, ms: doubled each time up to the longest. */
const firstWait = 2_000
const longestWait = 60_000
/** Without a live channel the hub is asked this often, ms. */
const askEvery = 60_000

/** What was recorded goes out so much later, ms. */
const sendAfter = 250

export interface Engine {
  /** Begins; once the first screen is shown, since on a thin line everything else stands in its way. */
  begin(): void
  /** Something was recorded, the line came back, somebody looks: go now. */
  nudge(): void
  /**
   * A live room's own line, which is opened anew more often than all else, has gone or is there: the live channel waits for it. Browsers open
   * WebSockets to one hub one after the other (RFC 6455, 4.1), and one that gets no answer holds up the next.
   *
   * @param at `thin`: it is there, and carries the board and no sound
   */
  roomLine(at: 'away' | 'there' | 'thin'): void
  stop(): void
}

/**
 * Keeps a place's store and the hub in step for as long as the page is open. Of several tabs of one place one does the
 * work at a time (Web Locks), and the next takes over when it is closed.
 *
 * @param name the place's local name
 */
export function startEngine(store: Store, carrier: Carrier, name: string): Engine {
  const size = new BatchSize()
  const ended = new AbortController()
  let wake: () => void = () => undefined
  /** What the next round is for, if it is to come at once. */
  let due: 'nothing' | 'sending' | 'all' = 'all'
  let wait = firstWait
  let sending = false
  /** The latest round did not come to its end. */
  let failed = false
  const wakeWorker = wakeUps(name)

  let roomIsAway = false
  let roomIsThin = false

  const nudge = () => {
    due = 'all'
    wake()
    live?.wake()
  }
  const nudgeToSend = () => {
    if (due === 'nothing') due = 'sending'
    wake()
  }

  const update = (change: Partial<Line>) => {
    const known = { ...line.getState(), ...change }
    line.setState({ ...known, state: lineState(known, sending) })
  }

  let recorded: string | undefined
  const watching = liveQuery(async () => standing(store)).subscribe({
    next({ recorded: latest, ...now }) {
      // As many may be left as before, and be others: what was left has gone, and more was recorded, since last told.
      const another = recorded !== undefined && recorded !== latest && now.left > 0
      const more = another || now.left > line.getState().left
      recorded = latest
      update(now)
      if (!more) return
      if (failed) wakeWorker()
      // Not in the way of the next touch, and of what this one has changed on the screen.
      setTimeout(nudgeToSend, sendAfter)
    },
    error: (error: unknown) => console.error('standing:', error),
  })

  const progress = (left: number) => update({ left, of: Math.max(left, line.getState().of) })

  async function exchange(what: typeof due): Promise<void> {
    await deliverAll(store, carrier, size, progress)
    // What others do comes by the channel meanwhile: a device that is just being touched has no time to ask as well, and on a thin line
    // one answer would overtake the other, and both be asked for again.
    if (what !== 'all' && (live?.isOpen() || roomIsThin)) return sendPhotos(store, carrier)
    try {
      await receiveAll(store, carrier)
    } catch (error) {
      if (!(error instanceof CarrierFailure) || error.why !== 'revoked') throw error
      const { giveBack, removePlace } = await import('./take-back.ts')
      const wiped = await giveBack(store, carrier, size, progress)
      if (!wiped) return nudge()
      leave(wiped)
      return removePlace(store, name)
    }
    await noteOrder(store, '')
    await sendPhotos(store, carrier)
  }

  /** This place is no more: nothing of it goes on here. */
  function leave(wiped: Wiped): void {
    stop()
    line.setState({ ...line.getState(), order: 'revoked', left: 0, wiped })
  }

  // Another page has wiped the place. Its database stays as long as this page holds it: time to read what became of it.
  store.db.on('versionchange', (event) => {
    if (event.newVersion !== null) return true
    wipedHere(store)
      .then((was) => was && leave(was))
      .catch((error: unknown) => console.error('wiped:', error))
      .then(() => store.db.close())
    return false
  })

  async function round(what: typeof due): Promise<void> {
    try {
      sending = true
      await exchange(what)
      wait = firstWait
      failed = false
      update({ heard: true })
    } catch (error) {
      if (!(error instanceof CarrierFailure)) console.error('sync:', error)
      else if (error.why === 'unknown') await noteOrder(store, 'unknown')
      failed = true
      wait = Math.min(longestWait, wait * 2)
      update({ heard: false })
      if (line.getState().left > 0) wakeWorker()
    } finally {
      sending = false
      update({ of: 0 })
    }
  }

  async function work(over: AbortSignal): Promise<void> {
    over.addEventListener('abort', () => wake())
    while (!over.aborted) {
      const what = due
      due = 'nothing'
      await round(what)
      if (due !== 'nothing' || over.aborted) continue
      const pause = line.getState().heard ? askEvery : wait
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, pause)
      })
    }
  }

  let live: LiveChannel | undefined
  const onVisible = () => {
    if (document.visibilityState === 'visible') nudge()
    else if (line.getState().left > 0) wakeWorker()
  }
  const begin = () => {
    if (live || ended.signal.aborted) return
    const heard = (all: boolean) => {
      // A router that has its uplink again gives no `online`: the channel is the first to hear of it.
      update({ heard: true })
      if (failed || !all) nudge()
    }
    live = liveChannel(store, name, heard, () => !roomIsAway)
    addEventListener('online', nudge)
    document.addEventListener('visibilitychange', onVisible)
    inTurn(`tongke:${name}:deliver`, ended.signal, work).catch((error: unknown) => console.error('sync:', error))
  }

  function stop(): void {
    ended.abort()
    wake()
    live?.stop()
    watching.unsubscribe()
    removeEventListener('online', nudge)
    document.removeEventListener('visibilitychange', onVisible)
  }

  function roomLine(at: 'away' | 'there' | 'thin'): void {
    const isBack = roomIsAway && at !== 'away'
    roomIsAway = at === 'away'
    if (at !== 'away') {
      roomIsThin = at === 'thin'
      live?.thin(roomIsThin)
    }
    if (isBack) carrier.anew?.()
    if (isBack && !roomIsThin) nudge()
    if (isBack && roomIsThin) {
      // By HTTP the same would come a second time.
      nudgeToSend()
      live?.wake()
    }
  }

  return { begin, nudge, roomLine, stop }
}
