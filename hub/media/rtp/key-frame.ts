export type Codec = 'opus' | 'h264' | 'vp8'

/** Whether a key frame begins with this payload: from here on a receiver that knew nothing can show a picture. */
export function beginsKeyFrame(codec: Codec, payload: Buffer): boolean {
  if (codec === 'h264') return beginsH264(payload)
  if (codec === 'vp8') return beginsVp8(payload)
  return true
}

/** RFC 6184. Parameter sets come before the picture that needs them, so a key frame begins with them where they are sent. */
function beginsH264(payload: Buffer): boolean {
  const type = (payload[0] ?? 0) & 0x1f
  if (type === 7 || type === 5) return true
  if (type === 24) {
    let at = 1
    while (at + 3 <= payload.length) {
      const unit = payload.readUInt8(at + 2) & 0x1f
      if (unit === 7 || unit === 5) return true
      at += 2 + payload.readUInt16BE(at)
    }
    return false
  }
  const header = payload[1] ?? 0
  return type === 28 && header >= 0x80 && ((header & 0x1f) === 5 || (header & 0x1f) === 7)
}

/** RFC 7741: the first packet of a frame's first partition, whose frame header has the bit for "key frame" clear. */
function beginsVp8(payload: Buffer): boolean {
  const first = payload[0] ?? 0
  if (!(first & 0x10) || first & 0x0f) return false
  let at = 1
  if (first & 0x80) {
    const extended = payload[1] ?? 0
    at = 2
    if (extended & 0x80) at += (payload[2] ?? 0) & 0x80 ? 2 : 1
    if (extended & 0x40) at += 1
    if (extended & 0x30) at += 1
  }
  const frame = payload[at]
  return frame !== undefined && (frame & 1) === 0
}
