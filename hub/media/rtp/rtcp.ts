/** What RTCP packets say, as far as the hub listens (RFC 3550 section 6, RFC 4585, RFC 5104). */
export type RtcpMessage =
  | { is: 'sender-report'; ssrc: number; ntp: bigint; timestamp: number; blocks: ReportBlock[] }
  | { is: 'receiver-report'; ssrc: number; blocks: ReportBlock[] }
  | { is: 'nack'; media: number; sequences: number[] }
  | { is: 'key-frame'; media: number }
  | { is: 'bye'; ssrcs: number[] }

/** What a receiver says of one stream. */
export interface ReportBlock {
  ssrc: number
  /** Lost of those expected since the last report, 0 to 1. */
  lostShare: number
  /** Lost in all. */
  lost: number
  /** The highest sequence number heard, with how often it went round above it. */
  highest: number
  /** In the stream's clock ticks. */
  jitter: number
  /** The middle of the last sender report's NTP time, and how long ago it came, both in 1/65536 s; 0 without one. */
  lastReport: number
  delay: number
}

/** Reads a compound packet; what is not understood, or broken off, is left out. At most 64 messages of it are read. */
export function readRtcp(bytes: Buffer): RtcpMessage[] {
  const messages: RtcpMessage[] = []
  let at = 0
  for (let read = 0; read < 64 && at + 4 <= bytes.length; read++) {
    const first = bytes.readUInt8(at)
    const end = at + 4 + bytes.readUInt16BE(at + 2) * 4
    if (first >> 6 !== 2 || end > bytes.length) break
    const message = readOne(bytes.subarray(at, end), first & 0x1f)
    if (message) messages.push(message)
    at = end
  }
  return messages
}

function readOne(one: Buffer, count: number): RtcpMessage | undefined {
  const type = one.readUInt8(1)
  if (one.length < 8) return undefined
  const ssrc = one.readUInt32BE(4)
  if (type === 200 && one.length >= 28) {
    const [ntp, timestamp] = [one.readBigUInt64BE(8), one.readUInt32BE(16)]
    return { is: 'sender-report', ssrc, ntp, timestamp, blocks: blocksOf(one, 28, count) }
  }
  if (type === 201) return { is: 'receiver-report', ssrc, blocks: blocksOf(one, 8, count) }
  if (type === 203) {
    const ssrcs = Array.from({ length: count }, (_, i) => 4 + i * 4).filter((at) => at + 4 <= one.length)
    return { is: 'bye', ssrcs: ssrcs.map((at) => one.readUInt32BE(at)) }
  }
  if (one.length < 12) return undefined
  const media = one.readUInt32BE(8)
  if (type === 205 && count === 1) return { is: 'nack', media, sequences: nackedOf(one) }
  if (type === 206 && count === 1) return { is: 'key-frame', media }
  // A full intra request names its stream in what follows the header.
  if (type === 206 && count === 4 && one.length >= 16) return { is: 'key-frame', media: one.readUInt32BE(12) }
  return undefined
}

function blocksOf(one: Buffer, from: number, count: number): ReportBlock[] {
  const blocks: ReportBlock[] = []
  for (let at = from; blocks.length < count && at + 24 <= one.length; at += 24) {
    blocks.push({
      ssrc: one.readUInt32BE(at),
      lostShare: one.readUInt8(at + 4) / 256,
      lost: one.readIntBE(at + 5, 3),
      highest: one.readUInt32BE(at + 8),
      jitter: one.readUInt32BE(at + 12),
      lastReport: one.readUInt32BE(at + 16),
      delay: one.readUInt32BE(at + 20),
    })
  }
  return blocks
}

function nackedOf(one: Buffer): number[] {
  const sequences: number[] = []
  for (let at = 12; at + 4 <= one.length; at += 4) {
    const first = one.readUInt16BE(at)
    const others = one.readUInt16BE(at + 2)
    sequences.push(first)
    for (let bit = 0; bit < 16; bit++) if (others & (1 << bit)) sequences.push((first + bit + 1) & 0xffff)
  }
  return sequences
}

/** The head of an RTCP packet of so many bytes, which are a multiple of 4. */
function headed(bytes: number, count: number, type: number, ssrc: number): Buffer {
  const packet = Buffer.alloc(bytes)
  packet.writeUInt8(0x80 | count, 0)
  packet.writeUInt8(type, 1)
  packet.writeUInt16BE(bytes / 4 - 1, 2)
  packet.writeUInt32BE(ssrc, 4)
  return packet
}

/** A sender report: which time of the hub a timestamp is, and how much was sent; with its source's name. */
export function senderReport(
  ssrc: number,
  at: { ntp: bigint; timestamp: number; packets: number; octets: number },
  name: string,
): Buffer {
  const report = headed(28, 0, 200, ssrc)
  report.writeBigUInt64BE(at.ntp, 8)
  report.writeUInt32BE(at.timestamp, 16)
  report.writeUInt32BE(at.packets >>> 0, 20)
  report.writeUInt32BE(at.octets >>> 0, 24)
  return Buffer.concat([report, sourceName(ssrc, name)])
}

function sourceName(ssrc: number, name: string): Buffer {
  const text = Buffer.from(name).subarray(0, 255)
  const packet = headed(Math.ceil((10 + text.length + 1) / 4) * 4, 1, 202, ssrc)
  packet.writeUInt8(1, 8) // CNAME
  packet.writeUInt8(text.length, 9)
  text.copy(packet, 10)
  return packet
}

/** A receiver report on at most 31 streams. */
export function receiverReport(ssrc: number, blocks: readonly ReportBlock[]): Buffer {
  const report = headed(8 + blocks.length * 24, blocks.length, 201, ssrc)
  for (const [i, block] of blocks.entries()) {
    const at = 8 + i * 24
    report.writeUInt32BE(block.ssrc, at)
    report.writeUInt8(Math.min(255, Math.max(0, Math.floor(block.lostShare * 256))), at + 4)
    report.writeIntBE(Math.min(0x7fffff, Math.max(-0x800000, block.lost)), at + 5, 3)
    report.writeUInt32BE(block.highest >>> 0, at + 8)
    report.writeUInt32BE(block.jitter >>> 0, at + 12)
    report.writeUInt32BE(block.lastReport >>> 0, at + 16)
    report.writeUInt32BE(block.delay >>> 0, at + 20)
  }
  return report
}

/** Asks for a key frame (RFC 4585, 6.3.1). */
export function pictureLoss(ssrc: number, media: number): Buffer {
  const packet = headed(12, 1, 206, ssrc)
  packet.writeUInt32BE(media, 8)
  return packet
}

/** Asks again for packets (RFC 4585, 6.2.1). @param sequences in ascending order */
export function nack(ssrc: number, media: number, sequences: readonly number[]): Buffer {
  const pairs: { first: number; others: number }[] = []
  for (const sequence of sequences) {
    const last = pairs.at(-1)
    const behind = last ? (sequence - last.first) & 0xffff : 0
    if (last && behind >= 1 && behind <= 16) last.others |= 1 << (behind - 1)
    else pairs.push({ first: sequence, others: 0 })
  }
  const packet = headed(12 + pairs.length * 4, 1, 205, ssrc)
  packet.writeUInt32BE(media, 8)
  for (const [i, { first, others }] of pairs.entries()) {
    packet.writeUInt16BE(first, 12 + i * 4)
    packet.writeUInt16BE(others, 14 + i * 4)
  }
  return packet
}

/** How much may be sent in all, bits a second (draft-alvestrand-rmcat-remb). */
export function mostBitrate(ssrc: number, bitrate: number, medias: readonly number[]): Buffer {
  const packet = headed(20 + medias.length * 4, 15, 206, ssrc)
  packet.write('REMB', 12, 'ascii')
  let exponent = 0
  while (bitrate / 2 ** exponent >= 2 ** 18) exponent++
  const mantissa = Math.floor(bitrate / 2 ** exponent)
  packet.writeUInt8(medias.length, 16)
  packet.writeUIntBE((exponent << 18) | mantissa, 17, 3)
  for (const [i, media] of medias.entries()) packet.writeUInt32BE(media, 20 + i * 4)
  return packet
}

/** Seconds between 1900, from which NTP counts, and 1970. */
const from1900 = 2_208_988_800

/** A time in ms since 1970 as NTP's 64 bits. */
export function toNtp(ms: number): bigint {
  const seconds = Math.floor(ms / 1000)
  const part = Math.floor(((ms - seconds * 1000) / 1000) * 2 ** 32)
  return (BigInt(seconds + from1900) << 32n) | BigInt(part)
}

/** NTP's 64 bits as a time in ms since 1970. */
export function fromNtp(ntp: bigint): number {
  return (Number(ntp >> 32n) - from1900) * 1000 + (Number(ntp & 0xffffffffn) / 2 ** 32) * 1000
}
