import { ByteReader, ByteWriter } from './bytes.ts'
import { lastTick, lastX, lastY } from './measures.ts'
import { type PageRef, pageNumber, pageOfNumber } from './page-ref.ts'

/** Where somebody points, in units of the page; `undefined` when they have gone. Eight or nine bytes. */
export interface PointerSignal {
  /** Of the room. */
  tick: number
  at: { page: PageRef; x: number; y: number } | undefined
}

export const pointerSort = 2

export function writePointer({ tick, at }: PointerSignal): Uint8Array<ArrayBuffer> {
  const to = new ByteWriter()
  to.byte(pointerSort)
  to.varint(tick)
  if (at) {
    to.varint(Math.min(lastX, Math.max(0, Math.round(at.x))))
    to.varint(Math.min(lastY, Math.max(0, Math.round(at.y))))
    to.varint(pageNumber(at.page))
  }
  return to.slice()
}

/** @returns `undefined` for what is none. Never throws */
export function readPointer(bytes: Uint8Array): PointerSignal | undefined {
  const from = new ByteReader(bytes)
  if (from.byte() !== pointerSort) return undefined
  const tick = from.varint()
  if (tick === undefined || tick > lastTick) return undefined
  if (from.left === 0) return { tick, at: undefined }
  const x = from.varint()
  const y = from.varint()
  const page = pageOfNumber(from.varint() ?? -1)
  if (x === undefined || y === undefined || page === undefined || x > lastX || y > lastY || from.left > 0)
    return undefined
  return { tick, at: { page, x, y } }
}
