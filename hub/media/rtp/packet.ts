/**
 * An RTP packet (RFC 3550, section 5.1), read where it lies: nothing is copied. Packets are what a publisher sent, so each
 * length in them may be a lie.
 */
export interface RtpPacket {
  /** The whole packet. */
  readonly bytes: Buffer
  readonly marker: boolean
  readonly payloadType: number
  readonly sequence: number
  readonly timestamp: number
  readonly ssrc: number
  /** The payload, without padding. */
  readonly payload: Buffer
  /** Header extensions, where there are any: RFC 8285's profile, and what follows it. */
  readonly extensions?: { readonly profile: number; readonly bytes: Buffer }
}

/** Whether a packet on the common port is RTCP rather than RTP (RFC 5761, section 4). */
export function isRtcp(bytes: Buffer): boolean {
  const type = bytes[1] ?? 0
  return type >= 192 && type <= 223
}

/** @returns undefined where the bytes are no RTP packet */
export function readRtp(bytes: Buffer): RtpPacket | undefined {
  if (bytes.length < 12) return undefined
  const first = bytes.readUInt8(0)
  if (first >> 6 !== 2) return undefined
  let start = 12 + (first & 0x0f) * 4
  let extensions: RtpPacket['extensions']
  if (first & 0x10) {
    if (start + 4 > bytes.length) return undefined
    const length = bytes.readUInt16BE(start + 2) * 4
    const end = start + 4 + length
    if (end > bytes.length) return undefined
    extensions = { profile: bytes.readUInt16BE(start), bytes: bytes.subarray(start + 4, end) }
    start = end
  }
  let end = bytes.length
  if (first & 0x20) {
    const padding = bytes[end - 1] ?? 0
    if (padding === 0) return undefined
    end -= padding
  }
  if (start > end) return undefined
  const second = bytes.readUInt8(1)
  return {
    bytes,
    marker: second >= 0x80,
    payloadType: second & 0x7f,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    ssrc: bytes.readUInt32BE(8),
    payload: bytes.subarray(start, end),
    ...(extensions && { extensions }),
  }
}

/** The value of a packet's header extension, in RFC 8285's one-byte or two-byte form. */
export function extensionOf({ extensions }: RtpPacket, id: number): Buffer | undefined {
  if (!extensions) return undefined
  const { profile, bytes } = extensions
  const oneByte = profile === 0xbede
  if (!oneByte && profile >> 4 !== 0x100) return undefined
  let at = 0
  while (at < bytes.length) {
    const head = bytes.readUInt8(at)
    if (head === 0) {
      at += 1 // padding
      continue
    }
    const found = oneByte ? head >> 4 : head
    if (oneByte && found === 15) return undefined
    const length = oneByte ? (head & 0x0f) + 1 : (bytes[at + 1] ?? 0)
    const start = at + (oneByte ? 1 : 2)
    if (start + length > bytes.length) return undefined
    if (found === id) return bytes.subarray(start, start + length)
    at = start + length
  }
  return undefined
}

/** What a packet's header says to whoever it is sent on to. */
export interface SentHeader {
  marker: boolean
  payloadType: number
  sequence: number
  timestamp: number
  ssrc: number
}

/** A packet with a header of its own: without contributing sources, extensions and padding, which are the publisher's. */
export function writeRtp({ marker, payloadType, sequence, timestamp, ssrc }: SentHeader, payload: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(12 + payload.length)
  bytes.writeUInt8(0x80, 0)
  bytes.writeUInt8((marker ? 0x80 : 0) | payloadType, 1)
  bytes.writeUInt16BE(sequence, 2)
  bytes.writeUInt32BE(timestamp, 4)
  bytes.writeUInt32BE(ssrc, 8)
  payload.copy(bytes, 12)
  return bytes
}

/** How far one sequence number is ahead of another, -32768 to 32767. */
export function ahead(sequence: number, of: number): number {
  return ((sequence - of) << 16) >> 16
}

/** How far one timestamp is ahead of another, in its clock's ticks. */
export function ticksAhead(timestamp: number, of: number): number {
  return (timestamp - of) | 0
}
