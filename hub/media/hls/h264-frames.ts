import type { MediaPacket } from '../source.ts'

/** One picture of an H.264 stream, in the byte stream format (ITU-T H.264, annex B). */
export interface Frame {
  bytes: Buffer
  isKey: boolean
  /** The stream's parameters, where they came with it. */
  sps?: Buffer
  timestamp: number
  capturedAt: number
}

const startCode = Buffer.from([0, 0, 0, 1])

/** A picture of more is none. */
const mostBytes = 2_000_000

/** Puts pictures together from packets in order (RFC 6184). After a gap nothing comes before the next key frame. */
export class H264Frames {
  private units: Buffer[] = []
  private part: Buffer[] = []
  private size = 0
  private timestamp: number | undefined
  private capturedAt = 0
  private isBroken = true

  /** @param pass is given each whole picture */
  constructor(private readonly pass: (frame: Frame) => void) {}

  take(packet: MediaPacket, afterGap: boolean): void {
    if (afterGap) this.isBroken = true
    if (packet.timestamp !== this.timestamp) this.begin(packet)
    this.unpack(packet.payload)
    if (packet.marker) this.end()
  }

  private begin({ timestamp, capturedAt }: MediaPacket): void {
    if (this.units.length > 0) this.end() // whoever leaves out the mark begins anew all the same
    this.timestamp = timestamp
    this.capturedAt = capturedAt
    this.clear()
  }

  private clear(): void {
    this.units = []
    this.part = []
    this.size = 0
  }

  private unpack(payload: Buffer): void {
    this.size += payload.length
    if (this.size > mostBytes) {
      this.isBroken = true
      this.clear()
      return
    }
    const type = (payload[0] ?? 0) & 0x1f
    if (type >= 1 && type <= 23) this.units.push(payload)
    else if (type === 24) this.unpackSeveral(payload)
    else if (type === 28) this.unpackPart(payload)
  }

  private unpackSeveral(payload: Buffer): void {
    let at = 1
    while (at + 2 < payload.length) {
      const length = payload.readUInt16BE(at)
      const unit = payload.subarray(at + 2, at + 2 + length)
      if (unit.length > 0) this.units.push(unit)
      at += 2 + length
    }
  }

  private unpackPart(payload: Buffer): void {
    if (payload.length < 3) return
    const [indicator, header] = [payload.readUInt8(0), payload.readUInt8(1)]
    if (header & 0x80) this.part = [Buffer.from([(indicator & 0xe0) | (header & 0x1f)])]
    else if (this.part.length === 0) {
      this.isBroken = true
      return
    }
    this.part.push(payload.subarray(2))
    if (!(header & 0x40)) return
    this.units.push(Buffer.concat(this.part))
    this.part = []
  }

  private end(): void {
    const { units, timestamp, capturedAt } = this
    this.clear()
    const typeOf = (unit: Buffer) => (unit[0] ?? 0) & 0x1f
    const isKey = units.some((unit) => typeOf(unit) === 5)
    if (isKey) this.isBroken = false
    if (this.isBroken || units.length === 0 || timestamp === undefined) return
    const sps = units.find((unit) => typeOf(unit) === 7)
    const bytes = Buffer.concat(units.flatMap((unit) => [startCode, unit]))
    this.pass({ bytes, isKey, timestamp, capturedAt, ...(sps && { sps }) })
  }
}
