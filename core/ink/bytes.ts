/** Writes whole numbers one behind the other. */
export class ByteWriter {
  #bytes = new Uint8Array(64)
  #length = 0

  get length(): number {
    return this.#length
  }

  byte(value: number): void {
    this.#room(1)
    this.#bytes[this.#length++] = value
  }

  /** Seven bits a byte, the lowest first; the eighth says that more follow. @param value 0 to 2^31 - 1 */
  varint(value: number): void {
    let rest = value
    while (rest > 127) {
      this.byte((rest & 127) | 128)
      rest >>>= 7
    }
    this.byte(rest)
  }

  bytes(more: Uint8Array): void {
    this.#room(more.length)
    this.#bytes.set(more, this.#length)
    this.#length += more.length
  }

  /** A copy of what was written, from one place to another. */
  slice(from = 0, to = this.#length): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(from, to)
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + more))
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

/** Reads what may be anything: each question has `undefined` for an answer where there is nothing, or no such thing. */
export class ByteReader {
  readonly #bytes: Uint8Array
  at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.at = at
  }

  get left(): number {
    return this.#bytes.length - this.at
  }

  byte(): number | undefined {
    return this.at < this.#bytes.length ? this.#bytes[this.at++] : undefined
  }

  /** At most five bytes, and below 2^31. */
  varint(): number | undefined {
    let value = 0
    for (let place = 0; place < 5; place++) {
      const byte = this.byte()
      if (byte === undefined) return undefined
      value += (byte & 127) * 2 ** (7 * place)
      if (byte < 128) return value < 2 ** 31 ? value : undefined
    }
    return undefined
  }

  /** As many bytes, not copied. */
  bytes(count: number): Uint8Array | undefined {
    if (count > this.left) return undefined
    this.at += count
    return this.#bytes.subarray(this.at - count, this.at)
  }
}

/** Small numbers of either sign as small numbers: 0, -1, 1, -2 … become 0, 1, 2, 3 … */
export function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value
}

export function unzigzag(value: number): number {
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2
}
