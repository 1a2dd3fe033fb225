import type { SoundPacket } from '../packet.ts'
import { ids } from './ebml.ts'

/**
 * Opus packets as WebM for a browser's MediaSource: first `webmStart`, then clusters in any number. A cluster's times are the
 * packets' own, so that what is missing is missing there too.
 */

/** The beginning of a recording without end: header, and one track of Opus in mono. */
export function webmStart(): Uint8Array<ArrayBuffer> {
  const header = element(
    ids.EBML,
    element(ids.EBMLVersion, [1]),
    element(ids.EBMLReadVersion, [1]),
    element(ids.EBMLMaxIDLength, [4]),
    element(ids.EBMLMaxSizeLength, [8]),
    element(ids.DocType, text('webm')),
    element(ids.DocTypeVersion, [4]),
    element(ids.DocTypeReadVersion, [2]),
  )
  const info = element(
    ids.Info,
    element(ids.TimestampScale, unsigned(1_000_000)),
    element(ids.MuxingApp, text('Tongke')),
    element(ids.WritingApp, text('Tongke')),
  )
  const track = element(
    ids.TrackEntry,
    element(ids.TrackNumber, [1]),
    element(ids.TrackUID, [1]),
    element(ids.TrackType, [2]),
    element(ids.SeekPreRoll, unsigned(80_000_000)),
    element(ids.CodecID, text('A_OPUS')),
    element(ids.CodecPrivate, opusHead),
    // 48,000 Hz as a float of 32 bits.
    element(ids.Audio, element(ids.SamplingFrequency, [0x47, 0x3b, 0x80, 0x00]), element(ids.Channels, [1])),
  )
  const endless = [...id(ids.Segment), 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
  return flat([header, endless, info, element(ids.Tracks, track)])
}

/** Packets in the order of their times, as clusters. */
export function webmClusters(packets: readonly SoundPacket[]): Uint8Array<ArrayBuffer> {
  const clusters: Bytes[] = []
  for (let from = 0; from < packets.length; ) {
    const first = Math.round(packets[from]?.at ?? 0)
    // A block's time has 16 bits with a sign.
    let until = from + 1
    const follows = ({ at }: SoundPacket) => at - first < 30_000 && at >= (packets[until - 1]?.at ?? 0)
    // Players refuse a block that is earlier than the one before it in its cluster.
    for (let next = packets[until]; next && follows(next); next = packets[until]) until++
    const blocks = packets.slice(from, until).map(({ at, bytes }) => {
      const ticks = Math.round(at) - first
      return element(ids.SimpleBlock, [0x81, (ticks >> 8) & 0xff, ticks & 0xff, 0x80], bytes)
    })
    clusters.push(element(ids.Cluster, element(ids.Timestamp, unsigned(first)), ...blocks))
    from = until
  }
  return flat(clusters)
}

/** RFC 7845, 5.1: version 1, one channel, nothing to skip, from 48,000 Hz, no gain, mono. */
const opusHead = [...text('OpusHead'), 1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0]

type Bytes = Uint8Array<ArrayBuffer> | number[]

function element(name: number, ...inside: Bytes[]): Uint8Array<ArrayBuffer> {
  const size = inside.reduce((sum, bytes) => sum + bytes.length, 0)
  // Sizes in one byte, or in four with the marker 0x10.
  const head =
    size < 0x7f ? [0x80 | size] : [0x10 | (size >>> 24), (size >> 16) & 0xff, (size >> 8) & 0xff, size & 0xff]
  return flat([id(name), head, ...inside])
}

function id(name: number): number[] {
  return unsigned(name)
}

/** As few bytes as hold it, the highest first. */
function unsigned(value: number): number[] {
  const bytes: number[] = []
  for (let rest = value; rest > 0 || bytes.length === 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return bytes
}

function text(word: string): number[] {
  return [...word].map((letter) => letter.charCodeAt(0))
}

function flat(parts: readonly Bytes[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let end = 0
  for (const part of parts) {
    bytes.set(part, end)
    end += part.length
  }
  return bytes
}
