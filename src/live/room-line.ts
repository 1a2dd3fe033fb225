import * as v from 'valibot'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { LessonId } from '../../core/facts/ids.ts'
import { type FromMember, FromRoom, isThin, type Member, type Standing } from '../../core/live/room-messages.ts'
import { signalsOf } from '../../core/live/several.ts'
import { deadline } from '../sync/deadline.ts'
import { Silence } from '../sync/silence.ts'
import { LastHeard } from './last-heard.ts'
import { patienceFor, waitBefore } from './opening.ts'
import type { RoomWorld } from './room-world.ts'
import { RoundTrip } from './round-trip.ts'
import { TellHeard, tellEvery } from './tell-heard.ts'

export interface RoomState {
  /** away: the line has gone, or was never there. refused: this device has no business there (yet). */
  at: 'opening' | 'in' | 'away' | 'refused'
  /** This device's number in the room. */
  you: number
  members: readonly Member[]
  /** The line carries the board and no sound: everything that is not wanted there is said seldom. */
  thin: boolean
  /** Whose voice comes late to the hub itself, by their numbers. */
  late: readonly number[]
}

/** The line to a live room, for signals: what is to last is recorded. It comes back by itself until it is stopped. */
export interface RoomLine {
  state: StoreApi<RoomState>
  /** Sends a signal if there is a line; whether it went. */
  send(bytes: Uint8Array<ArrayBuffer>): boolean
  /** Hears signals of others, with who sent them. @returns what ends it */
  onSignal(heard: (from: Member, bytes: Uint8Array<ArrayBuffer>) => void): () => void
  /** Tells the room how it is received here. */
  standing(standing: Standing): void
  /** Bytes that the line has not taken yet; `undefined` while there is none. */
  pending(): number | undefined
  /** For how long nothing was heard of the hub that should have been, ms; from the opening on where nothing ever was. */
  heardAgo(): number
  /** The longest that nothing was heard since this was last asked, ms. */
  silence(): number
  /** There and back, ms, as long as an answer is owed at least that; `undefined` while it is not known. */
  rtt(): number | undefined
  /** For how long an answer of the hub is owed, ms; 0 where none is. */
  owed(): number
  /** Whether the hub said since this was last asked that another's voice comes late to it already. */
  spokenLate(): boolean
  stop(): void
}

export function roomLine(room: LessonId, world: RoomWorld): RoomLine {
  const state = createStore<RoomState>(() => ({ at: 'opening', you: -1, members: [], thin: false, late: [] }))
  const hearers = new Set<(from: Member, bytes: Uint8Array<ArrayBuffer>) => void>()
  let socket: WebSocket | undefined
  let stopped = false
  let tries = 0
  let isLate = false
  let last: Standing | undefined
  const trip = new RoundTrip()
  const telling = new TellHeard(trip)
  const silence = new Silence()
  const hub = new LastHeard(() => silence.isThin)
  let wake: () => void = () => undefined

  const say = (word: FromMember) => {
    if (socket && socket.readyState === socket.OPEN) socket.send(JSON.stringify(word))
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const at = await converse()
      if (stopped) return
      state.setState({ at, members: [], late: [] })
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, waitBefore(tries))
      })
      tries += 1
    }
  }

  /** One conversation, from opening to its end, and how it stands then. */
  function converse(): Promise<'away' | 'refused'> {
    return new Promise((resolve) => {
      const opened = world.open(room)
      opened.binaryType = 'arraybuffer'
      socket = opened
      const most = patienceFor(tries, trip.usual, silence.isThin)
      const began = performance.now()
      let isFirst = true
      telling.begin()
      // `close` alone would wait for the other side's word on a line on which nothing comes through.
      const drop = () => {
        opened.onmessage = opened.onclose = null
        opened.close()
        resolve('away')
      }
      const silent = () => {
        silence.dropped()
        drop()
      }
      let stopWaiting = deadline(most, drop)
      opened.onmessage = ({ data }) => {
        hub.heard()
        if (isFirst) silence.opened(performance.now() - began)
        isFirst = false
        stopWaiting()
        stopWaiting = deadline(silence.may, silent)
        if (data instanceof ArrayBuffer) hear(new Uint8Array(data))
        else take(opened, String(data)).catch(() => opened.close())
      }
      opened.onclose = ({ code }) => {
        stopWaiting()
        resolve(code === 4401 || code === 4403 || code === 4404 ? 'refused' : 'away')
      }
    })
  }

  async function take(opened: WebSocket, text: string): Promise<void> {
    const message = v.parse(FromRoom, JSON.parse(text))
    if (message.t === 'here') {
      tries = 0
      state.setState({ at: 'in', you: message.you, members: message.members })
      if (last) say({ t: 'standing', standing: last })
    }
    if (message.t === 'beat') beats(message.at, message.late)
    if (message.t === 'nonce') {
      const authorization = await world.prove(message.nonce)
      if (authorization === undefined) return opened.close()
      if (opened.readyState === opened.OPEN)
        opened.send(JSON.stringify({ t: 'hello', authorization, ...(silence.isThin && { thin: true }) }))
    }
  }

  /** A signal as the hub passes it on: who sent it, then what they sent. */
  function hear(bytes: Uint8Array<ArrayBuffer>): void {
    const word = telling.heard(bytes.length)
    if (word) say(word)
    for (const signal of signalsOf(bytes)) {
      const from = state.getState().members.find(({ n }) => n === signal[0])
      if (from) for (const heard of hearers) heard(from, signal.subarray(1))
    }
  }

  /** The hub knows whose voice comes late to it, and says so in each beat. */
  function beats(at: number | undefined, late: readonly number[] = []): void {
    if (at !== undefined) trip.answered(at)
    const before = state.getState()
    isLate ||= late.some((n) => n !== before.you)
    if (late.length + before.late.length > 0) state.setState({ late })
  }

  const timer = setInterval(() => {
    const word = telling.due(state.getState().at === 'in', silence.isThin)
    if (word) say(word)
  }, tellEvery)
  const endWatching = world.onOnline(() => wake())
  void run()

  return {
    state,
    send(bytes) {
      if (state.getState().at !== 'in' || !socket || socket.readyState !== socket.OPEN) return false
      socket.send(bytes)
      return true
    },
    onSignal(heard) {
      hearers.add(heard)
      return () => hearers.delete(heard)
    },
    standing(standing) {
      last = standing
      silence.isThin = isThin(standing, silence.isThin)
      state.setState({ thin: silence.isThin })
      if (state.getState().at === 'in') say({ t: 'standing', standing })
    },
    pending: () => (state.getState().at === 'in' ? socket?.bufferedAmount : undefined),
    heardAgo: () => hub.ago,
    silence: () => hub.silence(),
    rtt: () => trip.now,
    owed: () => trip.owed,
    spokenLate() {
      const was = isLate
      isLate = false
      return was
    },
    stop() {
      stopped = true
      clearInterval(timer)
      endWatching()
      wake()
      socket?.close()
    },
  }
}
