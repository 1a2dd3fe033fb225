import type { LessonId } from '../../core/facts/ids.ts'
import type { SoundMode } from '../../core/sound/mode.ts'
import { doorsOf, type NoSession } from './doors.ts'
import { encodingsOf, soundEncoding } from './encodings.ts'
import { join, newConnection, type Session } from './session.ts'

/** `waiting`: it has not come about or has broken off, and is tried again. `no-picture-here`: this hub passes none on, ever. */
export type PublishingState = 'connecting' | 'on' | 'waiting' | 'no-picture-here'

export interface Publishing {
  /** Goes on with another picture, without anything new to agree on. */
  show(picture: MediaStreamTrack): void
  /** Goes on with other sound, coded for what it is. */
  speak(sound: MediaStreamTrack | undefined, mode: SoundMode): void
  stop(): void
}

export interface PublishOptions {
  room: LessonId
  as: 'host' | 'floor'
  sound: MediaStreamTrack | undefined
  mode: SoundMode
  picture: MediaStreamTrack | undefined
  changed(state: PublishingState): void
}

/** Waits between tries, ms: a lesson is going on. */
const waits = [500, 1_000, 2_000, 4_000, 8_000]
/** By when a session has to stand, and how long it may be interrupted, ms. */
const patience = 6_000

/** Sends sound and picture to a room until it is stopped; what breaks off is taken up again by itself. */
export function publish(
  { room, as, picture, changed, ...begun }: PublishOptions,
  doors: typeof doorsOf = doorsOf,
): Publishing {
  const ending = new AbortController()
  const { signal } = ending
  let shown = picture
  let { sound, mode } = begun
  let voice: RTCRtpSender | undefined
  let senders: RTCRtpSender[] = []

  async function run(): Promise<void> {
    changed('connecting')
    for (let tries = 0; !signal.aborted; ) {
      const began = performance.now()
      const ended = await once()
      if (signal.aborted) return
      if (ended === 'no-picture-here') return changed(ended)
      changed('waiting')
      tries = performance.now() - began > 30_000 ? 0 : tries + 1
      await pause(waits[Math.min(tries, waits.length) - 1] ?? 0, signal)
    }
  }

  /** One session, from its offer to its end. */
  async function once(): Promise<NoSession> {
    const access = await doors(room, signal)
    if (typeof access === 'string') return access
    const door = access[as]
    if (!door) return access.outside ? 'no-picture-here' : 'refused'
    const connection = await newConnection(access)
    let session: Session | NoSession = 'line'
    try {
      offer(connection, access.outside === true)
      const over = untilOver(connection, async () => typeof session !== 'string' && session.isGone())
      session = await join(connection, door, signal)
      if (typeof session === 'string') return session
      await over
      return 'line'
    } finally {
      senders = []
      voice = undefined
      if (typeof session !== 'string') session.leave()
      // A track of its own each, of one camera.
      for (const { sender } of connection.getTransceivers()) if (sender.track?.kind === 'video') sender.track.stop()
      connection.close()
    }
  }

  /** @param one the sharp picture alone: other servers take one of a stream */
  function offer(connection: RTCPeerConnection, one: boolean): void {
    const stream = new MediaStream()
    const streams = [stream]
    const sendEncodings = [soundEncoding(mode)]
    if (sound) voice = connection.addTransceiver(sound, { direction: 'sendonly', streams, sendEncodings }).sender
    if (!shown) return
    const encodings = encodingsOf(as, shown.getSettings().width).slice(one ? -1 : 0)
    senders = encodings.map(
      (encoding) =>
        connection.addTransceiver(shown?.clone() ?? 'video', {
          direction: 'sendonly',
          streams,
          sendEncodings: [encoding],
        }).sender,
    )
  }

  /** @param isGone asked as soon as nothing is heard of the other side: one that has begun anew needs no patience */
  function untilOver(connection: RTCPeerConnection, isGone: () => Promise<boolean>): Promise<void> {
    return new Promise((resolve) => {
      let timer = setTimeout(resolve, patience)
      connection.onconnectionstatechange = () => {
        const { connectionState } = connection
        clearTimeout(timer)
        if (connectionState === 'connected') changed('on')
        else if (connectionState === 'failed' || connectionState === 'closed') resolve()
        else {
          timer = setTimeout(resolve, patience)
          if (connectionState === 'disconnected') void isGone().then((gone) => gone && resolve())
        }
      }
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
  }

  void run().catch((error: unknown) => {
    console.error('publishing:', error)
    changed('waiting')
  })

  return {
    show(next) {
      shown = next
      const encodings = encodingsOf(as, next.getSettings().width).slice(-senders.length)
      for (const [n, sender] of senders.entries()) void showIn(sender, next, encodings[n])
    },
    speak(next, nextMode) {
      sound = next
      mode = nextMode
      if (voice) void speakIn(voice, next, mode)
    },
    stop: () => ending.abort(),
  }
}

async function speakIn(sender: RTCRtpSender, sound: MediaStreamTrack | undefined, mode: SoundMode): Promise<void> {
  await sender.replaceTrack(sound ?? null)
  await encodeIn(sender, soundEncoding(mode))
}

async function encodeIn(sender: RTCRtpSender, encoding: RTCRtpEncodingParameters | undefined): Promise<void> {
  const parameters = sender.getParameters()
  parameters.encodings = parameters.encodings.map((one) => ({ ...one, ...encoding }))
  await sender.setParameters(parameters)
}

async function showIn(
  sender: RTCRtpSender,
  picture: MediaStreamTrack,
  encoding: RTCRtpEncodingParameters | undefined,
): Promise<void> {
  const before = sender.track
  await sender.replaceTrack(picture.clone())
  before?.stop()
  await encodeIn(sender, encoding)
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
