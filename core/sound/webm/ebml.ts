/** Of EBML (RFC 8794) and Matroska (RFC 9559) what WebM with one track of Opus is made of. */
export const ids = {
  EBML: 0x1a45dfa3,
  EBMLVersion: 0x4286,
  EBMLReadVersion: 0x42f7,
  EBMLMaxIDLength: 0x42f2,
  EBMLMaxSizeLength: 0x42f3,
  DocType: 0x4282,
  DocTypeVersion: 0x4287,
  DocTypeReadVersion: 0x4285,
  Segment: 0x18538067,
  Info: 0x1549a966,
  TimestampScale: 0x2ad7b1,
  MuxingApp: 0x4d80,
  WritingApp: 0x5741,
  Tracks: 0x1654ae6b,
  TrackEntry: 0xae,
  TrackNumber: 0xd7,
  TrackUID: 0x73c5,
  TrackType: 0x83,
  CodecID: 0x86,
  CodecPrivate: 0x63a2,
  SeekPreRoll: 0x56bb,
  Audio: 0xe1,
  SamplingFrequency: 0xb5,
  Channels: 0x9f,
  Cluster: 0x1f43b675,
  Timestamp: 0xe7,
  SimpleBlock: 0xa3,
  BlockGroup: 0xa0,
  Block: 0xa1,
} as const

/** A size of which all bits are set: until something begins that cannot be inside (RFC 8794, 6.2). */
export const UNKNOWN = Number.POSITIVE_INFINITY

/**
 * The variable number at `offset` (RFC 8794, 4), and where it ends. An id keeps the bit that tells its length; of a size it is taken
 * off. 'more' when bytes are missing, 'bad' when it is longer than `most` bytes.
 */
export function readVint(
  bytes: Uint8Array,
  offset: number,
  what: 'id' | 'size',
): { value: number; end: number } | 'more' | 'bad' {
  const first = bytes[offset]
  if (first === undefined) return 'more'
  const length = Math.clz32(first) - 23
  if (length > (what === 'id' ? 4 : 8)) return 'bad'
  if (offset + length > bytes.length) return 'more'
  let value = what === 'id' ? first : first & (0xff >> length)
  let allSet = (first & (0xff >> length)) === 0xff >> length
  for (let i = 1; i < length; i++) {
    const byte = bytes[offset + i] ?? 0
    value = value * 256 + byte
    allSet &&= byte === 0xff
  }
  return { value: what === 'size' && allSet ? UNKNOWN : value, end: offset + length }
}
