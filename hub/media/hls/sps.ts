/** What players are told of an H.264 stream before they have seen any of it. */
export interface PictureFormat {
  /** RFC 6381. */
  codec: string
  width: number
  height: number
}

/**
 * Reads a baseline stream's parameters (ITU-T H.264, 7.3.2.1.1).
 *
 * @returns undefined where they make no sense
 */
export function readSps(unit: Buffer): PictureFormat | undefined {
  if (unit.length < 5 || unit.length > 400) return undefined
  const profile = unit.readUInt8(1)
  // Other profiles have more before the size; the hub takes the baseline alone.
  if (profile !== 66) return undefined
  const bits = new Bits(unescaped(unit.subarray(4)))
  bits.golomb() // id
  bits.golomb() // frame number's length
  const order = bits.golomb()
  if (order === 0) bits.golomb()
  else if (order === 1) {
    bits.take(1)
    bits.golomb()
    bits.golomb()
    const cycle = bits.golomb()
    for (let i = 0; i < cycle && i < 256; i++) bits.golomb()
  }
  bits.golomb() // reference frames
  bits.take(1)
  const across = (bits.golomb() + 1) * 16
  const down = bits.golomb() + 1
  const isFrames = bits.take(1)
  if (!isFrames) bits.take(1)
  bits.take(1)
  const crop = bits.take(1) ? [bits.golomb(), bits.golomb(), bits.golomb(), bits.golomb()] : [0, 0, 0, 0]
  const [left = 0, right = 0, top = 0, bottom = 0] = crop
  const width = across - 2 * (left + right)
  const height = down * 16 * (isFrames ? 1 : 2) - 2 * (top + bottom) * (isFrames ? 1 : 2)
  if (bits.isShort || !isSize(width) || !isSize(height)) return undefined
  return { codec: `avc1.${unit.subarray(1, 4).toString('hex')}`, width, height }
}

function isSize(pixels: number): boolean {
  return pixels >= 16 && pixels <= 8_192
}

/** Without the bytes that keep start codes from standing in it (7.4.1). */
function unescaped(bytes: Buffer): Buffer {
  const kept: number[] = []
  for (const [i, byte] of bytes.entries())
    if (byte !== 3 || bytes[i - 1] !== 0 || bytes[i - 2] !== 0 || i < 2) kept.push(byte)
  return Buffer.from(kept)
}

class Bits {
  private at = 0
  /** More was asked for than there is. */
  isShort = false

  constructor(private readonly bytes: Buffer) {}

  take(count: number): number {
    let value = 0
    for (let i = 0; i < count; i++) {
      const byte = this.bytes[this.at >> 3]
      if (byte === undefined) this.isShort = true
      value = value * 2 + (((byte ?? 0) >> (7 - (this.at & 7))) & 1)
      this.at++
    }
    return value
  }

  /** Exp-Golomb (9.1). */
  golomb(): number {
    let zeros = 0
    while (!this.isShort && zeros < 31 && this.take(1) === 0) zeros++
    return 2 ** zeros - 1 + this.take(zeros)
  }
}
