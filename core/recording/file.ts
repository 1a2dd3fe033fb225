import * as v from 'valibot'

/**
 * A recording's file: `TKR` and the version, the length of its head (4 bytes), its head (JSON in UTF-8), and the bytes of which
 * that says where they are. `docs/formats/recording.md`.
 */

/** "TKR" and the version. */
const magic = [0x54, 0x4b, 0x52, 1]

/** What a file begins with, bytes. */
export const opening = 8

/** A head of more is none. */
const longestHead = 16 * 1024 * 1024

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Where some bytes are, counted from the end of the head. */
export const stretch = { at: whole, bytes: whole }

/** How long a file's head is, by its first 8 bytes; undefined for what is no such file. */
export function headBytes(first: Uint8Array): number | undefined {
  if (first.length < opening || magic.some((byte, n) => first[n] !== byte)) return undefined
  const length = new DataView(first.buffer, first.byteOffset, first.byteLength).getUint32(4)
  return length <= longestHead ? length : undefined
}

/** Reads a head by what it should be. Undefined for what is none. Never throws. */
export function readHead<Schema extends v.GenericSchema>(
  schema: Schema,
  bytes: Uint8Array,
): v.InferOutput<Schema> | undefined {
  try {
    const said = v.safeParse(schema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
    return said.success ? said.output : undefined
  } catch {
    return undefined // no UTF-8, or no JSON
  }
}

/** What a file with this head begins with. */
export function writeHead(head: unknown): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(head))
  const bytes = new Uint8Array(opening + json.length)
  bytes.set(magic)
  new DataView(bytes.buffer).setUint32(4, json.length)
  bytes.set(json, opening)
  return bytes
}
