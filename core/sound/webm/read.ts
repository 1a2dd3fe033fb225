import { packetMs, type SoundPacket } from '../packet.ts'
import { ids, readVint, UNKNOWN } from './ebml.ts'

export type WebmReading =
  /** The packets that have become whole with these bytes, in their order; their times are the recording's. */
  | { ok: true; packets: SoundPacket[] }
  /** No WebM; sound in it that is not Opus; what neither MediaRecorder nor RFC 9559 for Opus has. It stays so. */
  | { ok: false; why: 'not-webm' | 'not-opus' | 'not-read' }

export type WebmReader = {
  /** Takes the next bytes of the recording, cut anywhere. Never throws; keeps at most one block that is not whole yet. */
  read(bytes: Uint8Array<ArrayBuffer>): WebmReading
  /** OpusHead (RFC 7845, 5.1), once it has been read. */
  head(): Uint8Array<ArrayBuffer> | undefined
}

/**
 * Reads what MediaRecorder records while it is recorded. Clusters of unknown size are read like any others, so that
 * it does not matter whether a browser begins one for each chunk or one for a whole lesson.
 */
export function webmReader(): WebmReader {
  let rest = new Uint8Array(0)
  let skip = 0
  let begun = false
  let failed: WebmReading | undefined
  let recording = newRecording()

  function read(bytes: Uint8Array<ArrayBuffer>): WebmReading {
    if (failed) return failed
    const found: SoundPacket[] = []
    const why = take(joined(rest, bytes), found)
    if (why === undefined) return { ok: true, packets: found }
    failed = { ok: false, why }
    rest = new Uint8Array(0)
    return failed
  }

  /** Goes through all elements that are whole, and keeps the rest. */
  function take(bytes: Uint8Array<ArrayBuffer>, found: SoundPacket[]): Why | undefined {
    let at = 0
    for (;;) {
      const skipped = Math.min(skip, bytes.length - at)
      skip -= skipped
      at += skipped
      const element = elementAt(bytes, at)
      if (element === 'bad') return begun ? 'not-read' : 'not-webm'
      if (element === 'more') break
      const { id, start, size } = element
      if (!begun && id !== ids.EBML) return 'not-webm'
      begun = true
      if (entered.has(id)) {
        if (id === ids.TrackEntry) recording.track = newTrack()
        at = start
      } else if (kept.has(id)) {
        if (size > MOST_KEPT) return 'not-read'
        if (start + size > bytes.length) break
        const why = recording.element(id, bytes.subarray(start, start + size), found)
        if (why) return why
        at = start + size
      } else {
        if (size === UNKNOWN) return 'not-read'
        // Whatever was recorded before ends where another begins.
        if (id === ids.EBML) recording = newRecording()
        at = start
        skip = size
      }
    }
    rest = bytes.slice(at)
    return undefined
  }

  return { read, head: () => recording.head() }
}

type Why = Extract<WebmReading, { ok: false }>['why']

/** More than the longest packet with what stands around it, bytes. */
const MOST_KEPT = 65_536

/** What is gone into, whatever its size: what stands inside is told apart by its ids alone. */
const entered: ReadonlySet<number> = new Set([
  ...[ids.Segment, ids.Info, ids.Tracks, ids.TrackEntry, ids.Cluster, ids.BlockGroup],
])

const kept: ReadonlySet<number> = new Set([
  ...[ids.TimestampScale, ids.TrackNumber, ids.TrackType, ids.CodecID, ids.CodecPrivate],
  ...[ids.Timestamp, ids.SimpleBlock, ids.Block],
])

type Track = { number: number; type: number; codec: string; head: Uint8Array<ArrayBuffer> | undefined }

const newTrack = (): Track => ({ number: 0, type: 0, codec: '', head: undefined })

/** What has been said so far, for one recording. */
function newRecording() {
  /** Ticks of the recording, ns. */
  let scale = 1_000_000
  let clusterTicks = 0
  let heard: Track | undefined

  /** Takes one element; packets go to `found`. */
  function element(id: number, value: Uint8Array<ArrayBuffer>, found: SoundPacket[]): Why | undefined {
    const { track } = recording
    if (id === ids.TimestampScale) scale = unsigned(value)
    else if (id === ids.TrackNumber) track.number = unsigned(value)
    else if (id === ids.TrackType) track.type = unsigned(value)
    else if (id === ids.CodecID) track.codec = String.fromCharCode(...value.subarray(0, 32))
    else if (id === ids.CodecPrivate) track.head = value.slice()
    else if (id === ids.Timestamp) clusterTicks = unsigned(value)
    else return block(value, found)
    if (track.type === 2 && track.codec === 'A_OPUS') heard = track
    return undefined
  }

  /** RFC 9559, 10.1 and 10.2: a track's number, a time of 16 bits to its cluster's, flags, a frame. */
  function block(value: Uint8Array<ArrayBuffer>, found: SoundPacket[]): Why | undefined {
    if (!heard) return 'not-opus'
    const number = readVint(value, 0, 'size')
    if (number === 'more' || number === 'bad' || number.end + 3 > value.length) return 'not-read'
    if (number.value !== heard.number) return undefined
    const [high = 0, low = 0, flags = 0] = value.subarray(number.end)
    if ((flags & 0x06) !== 0) return 'not-read' // several frames in one block: nobody does that with Opus
    const bytes = value.slice(number.end + 3)
    const ticks = clusterTicks + ((((high << 8) | low) << 16) >> 16)
    const at = (ticks * scale) / 1_000_000
    if (packetMs(bytes) === undefined || !(at >= 0 && at < 2 ** 42)) return 'not-read'
    found.push({ at, bytes })
    return undefined
  }

  const recording = { track: newTrack(), element, head: () => heard?.head }
  return recording
}

function elementAt(bytes: Uint8Array, at: number): { id: number; start: number; size: number } | 'more' | 'bad' {
  const id = readVint(bytes, at, 'id')
  if (id === 'more' || id === 'bad') return id
  const size = readVint(bytes, id.end, 'size')
  if (size === 'more' || size === 'bad') return size
  return { id: id.value, start: size.end, size: size.value }
}

function unsigned(value: Uint8Array): number {
  return value.reduce((sum, byte) => sum * 256 + byte, 0)
}

function joined(one: Uint8Array<ArrayBuffer>, two: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (one.length === 0) return two
  const both = new Uint8Array(one.length + two.length)
  both.set(one)
  both.set(two, one.length)
  return both
}
