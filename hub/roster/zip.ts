import { setImmediate } from 'node:timers/promises'
import { createInflateRaw } from 'node:zlib'
import { textOf } from './text.ts'
import { Trouble } from './trouble.ts'

/** A file in a ZIP archive (APPNOTE 6.3.10), which is a workbook's outside too. */
export interface Entry {
  name: string
  encrypted: boolean
  /** Inflates it piece by piece. @throws Trouble when it is broken, or more than the budget allows comes out */
  pieces(budget: Budget): AsyncGenerator<Uint8Array>
}

/** How many bytes may still come out of everything that is unpacked: what an archive says of itself is not believed. */
export class Budget {
  constructor(private left: number) {}

  take(bytes: number): void {
    this.left -= bytes
    if (this.left < 0) throw new Trouble('unfolds-too-far')
  }
}

/** Whether bytes begin as a ZIP archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 0) < 9
}

const mostEntries = 2_000

/** The files in an archive, by its central directory. @throws Trouble when it has none that can be read */
export function entriesOf(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endRecord(view)
  const count = view.getUint16(end + 10, true)
  if (count > mostEntries) throw new Trouble('broken-file')
  const entries: Entry[] = []
  let at = view.getUint32(end + 16, true)
  for (let n = 0; n < count; n++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new Trouble('broken-file')
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true))
    const name = textOf(bytes.subarray(at + 46, at + 46 + (nameLength ?? 0)))
    const flags = view.getUint16(at + 8, true)
    const method = view.getUint16(at + 10, true)
    const packed = view.getUint32(at + 20, true)
    const head = view.getUint32(at + 42, true)
    entries.push({
      name,
      encrypted: (flags & 1) === 1,
      pieces: (budget) => inflated(contentAt(bytes, view, head, packed), method, budget),
    })
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return entries
}

/** The whole of an entry. */
export async function wholeOf(entry: Entry, budget: Budget): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of entry.pieces(budget)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** It stands at the end, before a comment of at most 65,535 bytes. */
function endRecord(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 65_535); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  throw new Trouble('broken-file')
}

function contentAt(bytes: Uint8Array, view: DataView, head: number, packed: number): Uint8Array {
  if (head + 30 > bytes.length || view.getUint32(head, true) !== 0x04034b50) throw new Trouble('broken-file')
  const from = head + 30 + view.getUint16(head + 26, true) + view.getUint16(head + 28, true)
  if (from + packed > bytes.length) throw new Trouble('broken-file')
  return bytes.subarray(from, from + packed)
}

/** As much as is handed over at a time: between two pieces others get their turn. */
const pieceLength = 256 * 1024

async function* inflated(content: Uint8Array, method: number, budget: Budget): AsyncGenerator<Uint8Array> {
  if (method === 0) {
    for (let at = 0; at < content.length; at += pieceLength) {
      const piece = content.subarray(at, at + pieceLength)
      budget.take(piece.length)
      yield piece
      await setImmediate()
    }
    return
  }
  if (method !== 8) throw new Trouble('broken-file')
  const inflate = createInflateRaw({ chunkSize: pieceLength })
  inflate.end(content)
  try {
    for await (const piece of inflate) {
      budget.take(piece.length)
      yield piece
    }
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble('broken-file')
  } finally {
    inflate.destroy()
  }
}
