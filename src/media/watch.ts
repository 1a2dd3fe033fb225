import type { LessonId } from '../../core/facts/ids.ts'
import type { RtcSample } from '../../core/ladder/sample.ts'
import { doorsOf, type NoSession } from './doors.ts'
import { type Arrivals, cameIn, nothingCame, rtcSample, type Slot, slots } from './rtc-sample.ts'
import { join, newConnection, type Session } from './session.ts'

/** A room's picture and sound as they come by WebRTC. It does not come again by itself: when to try is the ladder's business. */
export interface Watching {
  state(): RtcSample['state']
  /** Why it has failed, where the hub has said so. */
  why(): NoSession | undefined
  /** The sound or picture of the host, or of whoever has the floor: there from the beginning, whether anything comes in it or not. */
  track(slot: Slot): MediaStreamTrack | undefined
  choose(picture: 'sharp' | 'small'): void
  /** What has come since it was last asked. `came`: in which places anything has. */
  look(): Promise<{ sample: RtcSample; came: ReadonlySet<Slot> }>
  close(): void
}

/** @param changed is told when the state is another */
export function watch(room: LessonId, changed: () => void): Watching {
  const ending = new AbortController()
  let state: RtcSample['state'] = 'connecting'
  let why: NoSession | undefined
  let connection: RTCPeerConnection | undefined
  let session: Session | undefined
  let picture: 'sharp' | 'small' = 'small'
  let before = nothingCame

  function become(next: RtcSample['state'], because?: NoSession): void {
    if (ending.signal.aborted || state === next) return
    state = next
    why = because
    changed()
  }

  async function open(): Promise<NoSession | undefined> {
    const access = await doorsOf(room, ending.signal)
    if (typeof access === 'string') return access
    if (!access.watch) return 'refused'
    const opened = await newConnection(access)
    connection = opened
    if (ending.signal.aborted) return close()
    // Another server knows of no floor.
    const wanted = access.outside ? slots.slice(0, 2) : slots
    for (const slot of wanted) opened.addTransceiver(kindOf(slot), { direction: 'recvonly' })
    opened.onconnectionstatechange = () => {
      if (opened.connectionState === 'connected') {
        // The hub knows whom it is for only now.
        session?.choose(picture)
        become('connected')
      }
      if (opened.connectionState === 'failed') become('failed', 'line')
    }
    const joined = await join(opened, access.watch, ending.signal)
    if (typeof joined === 'string') return joined
    session = joined
    if (ending.signal.aborted) return close()
    if (opened.connectionState === 'connected') joined.choose(picture)
    return undefined
  }

  function close(): undefined {
    session?.leave()
    connection?.close()
  }

  function fail(because: NoSession): void {
    close()
    become('failed', because)
  }

  open().then(
    (failure) => failure && fail(failure),
    (error: unknown) => {
      console.error('watching:', error)
      fail('line')
    },
  )

  const receiver = (slot: Slot) => connection?.getTransceivers()[slots.indexOf(slot)]?.receiver
  return {
    state: () => state,
    why: () => why,
    track: (slot) => receiver(slot)?.track,
    choose(next) {
      if (picture === next) return
      picture = next
      if (state === 'connected') session?.choose(next)
    },
    async look() {
      const now = { ...before }
      for (const slot of slots) {
        // Of a connection that is over there are none.
        const stats = await receiver(slot)
          ?.getStats()
          .catch(() => undefined)
        if (stats) now[slot] = cameIn(stats.values())
      }
      const last: Arrivals = before
      before = now
      const came = slots.filter((slot) => now[slot].packets > last[slot].packets)
      return { sample: rtcSample(state, last, now), came: new Set(came) }
    },
    close() {
      ending.abort()
      close()
    },
  }
}

function kindOf(slot: Slot): 'audio' | 'video' {
  return slot.endsWith('Sound') ? 'audio' : 'video'
}
