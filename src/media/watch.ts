import type { LessonId } from '../../core/facts/ids.ts'
import type { RtcSample } from '../../core/ladder/sample.ts'
import { doorsOf, type NoSession } from './doors.ts'
import { keepTogether } from './keep-together.ts'
import { receive } from './receive.ts'
import { type Arrivals, cameIn, nothingCame, rtcSample, type Slot, slots } from './rtc-sample.ts'
import { evenOut, join, newConnection, type Session } from './session.ts'

/** A room's picture and sound as they come by WebRTC. It does not come again by itself: when to try is the ladder's business. */
export interface Watching {
  state(): RtcSample['state']
  /** Why it has failed, where the hub has said so. */
  why(): NoSession | undefined
  /** The sound or picture of the host, or of whoever has the floor: there once there is a session, whether anything comes in it or not. */
  track(slot: Slot): MediaStreamTrack | undefined
  choose(picture: 'sharp' | 'small'): void
  /**
   * `came`: in which places anything has come since it was last looked. `sample`: how it came since the last one that was taken.
   *
   * @param isSample whether that is taken, and the next begins
   */
  look(isSample: boolean): Promise<{ sample: RtcSample; came: ReadonlySet<Slot> }>
  close(): void
}

/** @param changed is told when the state is another, and when the first of a sound or picture has come */
export function watch(room: LessonId, changed: () => void): Watching {
  const ending = new AbortController()
  let state: RtcSample['state'] = 'connecting'
  let why: NoSession | undefined
  let connection: RTCPeerConnection | undefined
  let receiver: ReturnType<typeof receive> | undefined
  let session: Session | undefined
  let picture: 'sharp' | 'small' = 'small'
  let before: Arrivals = nothingCame
  let sampled: Arrivals = nothingCame
  /** Where the first has just come: statistics may be some hundredths of a second old. */
  const begun = new Set<Slot>()

  function become(next: RtcSample['state'], because?: NoSession): void {
    if (ending.signal.aborted || state === next) return
    state = next
    why = because
    changed()
  }

  async function open(): Promise<NoSession | undefined> {
    const [access] = await Promise.all([doorsOf(room, ending.signal), evenOut()])
    if (ending.signal.aborted) return undefined
    if (typeof access === 'string') return access
    if (!access.watch) return 'refused'
    const opened = await newConnection(access)
    connection = opened
    if (ending.signal.aborted) return close()
    // Another server knows of no floor.
    receiver = receive(opened, access.outside ? slots.slice(0, 2) : slots, (slot) => {
      begun.add(slot)
      changed()
    })
    opened.onconnectionstatechange = () => {
      if (opened.connectionState === 'connected') become('connected')
      if (opened.connectionState === 'failed') become('failed', 'line')
    }
    const joined = await join(opened, access.watch, ending.signal)
    if (typeof joined === 'string') return joined
    session = joined
    if (ending.signal.aborted) return close()
    // Before the connection stands, so that no other is sent first.
    joined.choose(picture)
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

  return {
    state: () => state,
    why: () => why,
    track: (slot) => receiver?.(slot)?.track,
    choose(next) {
      if (picture === next) return
      picture = next
      session?.choose(next)
    },
    async look(isSample) {
      const now = { ...before }
      for (const slot of slots) {
        // Of a connection that is over there are none.
        const stats = await receiver?.(slot)
          ?.getStats()
          .catch(() => undefined)
        if (stats) now[slot] = cameIn(stats.values())
      }
      const came = new Set(slots.filter((slot) => now[slot].packets > before[slot].packets))
      const { heard, ...sample } = rtcSample(state, sampled, now)
      const isBegun = state === 'connected' && begun.size > 0
      before = now
      if (isSample && sampled.hostPicture.frames === 0 && now.hostPicture.frames > 0) {
        keepTogether(connection?.getReceivers() ?? [])
      }
      if (isSample) sampled = now
      if (isBegun) for (const slot of begun) came.add(slot)
      if (isBegun) begun.clear()
      return { sample: { ...sample, heard: heard || isBegun }, came }
    },
    close() {
      ending.abort()
      close()
    },
  }
}
