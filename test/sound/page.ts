import { readChunk } from '../../core/sound/chunk.ts'
import { endOf } from '../../core/sound/packet.ts'
import { readSegment } from '../../core/sound/segment.ts'
import { type KeptSound, type KeptSoundState, playKept } from '../../src/sound/play-kept.ts'
import { type LiveSound, type LiveSoundState, playLive } from '../../src/sound/play-live.ts'
import { type Recording, type RecordingState, record } from '../../src/sound/record.ts'
import { type SoundOut, soundOut } from '../../src/sound/sound-out.ts'
import { type Ears, ears } from './ears.ts'

/** A page that speaks into a room or listens to one: the app's own sound, and nothing around it. `room.ts` drives it. */

/** The lesson's time, ms, on the clock of this machine. */
const lessonNow = (begun: number) => Date.now() - begun

function speak(address: string, begun: number): Speaking {
  const line = new WebSocket(address)
  const states: RecordingState[] = []
  const segments: { from: number; until: number; bytes: Uint8Array<ArrayBuffer> }[] = []
  let until = 0
  let [sent, told] = [0, 0]
  const out = soundOut({
    track: 1,
    pending: () => (line.readyState === WebSocket.OPEN ? line.bufferedAmount : undefined),
    stuck: () => told > 0 && sent - told > 2_500,
    send(chunk) {
      sent = endOf(readChunk(chunk)?.packets ?? []) ?? sent
      line.send(chunk)
    },
    keep: (segment) => segments.push(segment),
  })
  line.onmessage = ({ data }) => {
    told = Number(data)
  }
  const recording = record({
    mode: 'voice',
    lessonNow: () => lessonNow(begun),
    said(packets) {
      until = endOf(packets) ?? until
      out.say(packets)
    },
    changed: (state) => states.push(state),
  })
  return { recording, out, states, segments, until: () => until }
}

type Speaking = {
  recording: Recording
  out: SoundOut
  states: RecordingState[]
  segments: { from: number; until: number; bytes: Uint8Array<ArrayBuffer> }[]
  until(): number
}

/** How often one who listens tells until when sound has come, ms. */
const TELL = 500

/** How it was at one moment: how far behind the speaker, ms, and whether it was heard. */
type Look = { now: number; behind: number; state: LiveSoundState }

async function listen(address: string, begun: number): Promise<Listened> {
  const states: { now: number; state: LiveSoundState }[] = []
  const looks: Look[] = []
  const opened = performance.now()
  const sound = playLive((state) => states.push({ now: performance.now() - opened, state }))
  const line = new WebSocket(address)
  line.binaryType = 'arraybuffer'
  let [chunks, packets, told] = [0, 0, 0]
  line.onmessage = ({ data }) => {
    // Beside the sound there may be ink.
    if (typeof data === 'string') return
    const chunk = readChunk(new Uint8Array(data as ArrayBuffer)) // binaryType says so
    if (!chunk) throw new Error('not a chunk')
    chunks += 1
    packets += chunk.packets.length
    sound.hear(chunk)
    const until = endOf(chunk.packets) ?? 0
    if (until < told + TELL) return
    told = until
    line.send(String(until))
  }
  setInterval(() => {
    const at = sound.heardAt()
    const now = performance.now() - opened
    if (at !== undefined) looks.push({ now, behind: lessonNow(begun) - at, state: sound.state() })
  }, 50)
  await new Promise((resolve) => {
    line.onopen = resolve
  })
  return { sound, states, looks, chunks: () => chunks, packets: () => packets }
}

type Listened = {
  sound: LiveSound
  states: { now: number; state: LiveSoundState }[]
  looks: Look[]
  chunks(): number
  packets(): number
}

/** Plays kept segments, each fetched when it is wanted. */
function replay(addresses: readonly { from: number; until: number; address: string }[], ends: number): Replayed {
  const states: KeptSoundState[] = []
  const sound = playKept(
    {
      ends,
      async source(at) {
        const segment = addresses.find((one) => one.until > at)
        if (!segment) return { packets: [], until: ends }
        const answer = await fetch(segment.address)
        const packets = readSegment(new Uint8Array(await answer.arrayBuffer()))
        return { packets: packets ?? [], until: segment.until }
      },
    },
    (state) => states.push(state),
  )

  /** Goes there, and says after how many ms sound goes on from there. */
  async function seek(at: number): Promise<number> {
    const began = performance.now()
    sound.seek(at)
    for (;;) {
      const heard = sound.heardAt()
      if (sound.state() === 'playing' && heard > at && heard < at + 1_000) return performance.now() - began
      if (performance.now() - began > 5_000) return Number.POSITIVE_INFINITY
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  return { sound, states, seek }
}

type Replayed = { sound: KeptSound; states: KeptSoundState[]; seek(at: number): Promise<number> }

export type SoundPage = {
  ears: Ears
  /** Of the microphone, as they were opened. */
  streams: MediaStream[]
  speak: typeof speak
  listen: typeof listen
  replay: typeof replay
  speaking?: Speaking
  listened?: Listened
  replayed?: Replayed
}

const streams: MediaStream[] = []
const devices = navigator.mediaDevices
const open = devices.getUserMedia.bind(devices)
devices.getUserMedia = async (asked) => {
  const stream = await open(asked)
  streams.push(stream)
  return stream
}

const page: SoundPage = { ears: ears(), streams, speak, listen, replay }
Object.assign(globalThis, { page })

const [, begun] = /^#hear=(\d+)$/.exec(location.hash) ?? []
if (begun) {
  void listen(`ws://${location.host}/hear`, Number(begun)).then((listened) => {
    page.listened = listened
  })
}
