import { isWholePicture } from './whole.ts'

/** Why a chosen file is not taken; each has a sentence on the screen. */
export type PhotoRefusal =
  | 'too-large'
  | 'not-a-picture'
  | 'heic'
  | 'damaged'
  | 'too-many-pixels'
  | 'no-memory'
  | 'disk-full'

/** A file above this is no photo of a page of homework, and is not read at all. Bytes. */
export const largestFile = 20 * 1024 * 1024

/** What a tablet of 2 GB can decode without being closed by its system. Pixels. */
export const mostPixels = 64_000_000

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'bmp' | 'avif' | 'heic'

/**
 * What a file is by its first bytes, whatever its name says, and whether it has come to its end. Reads 32 bytes of what is no
 * picture, and nothing of one that is too large.
 */
export async function checkFile(
  file: Blob,
): Promise<{ ok: true; format: PictureFormat } | { ok: false; why: PhotoRefusal }> {
  if (file.size > largestFile) return { ok: false, why: 'too-large' }
  const format = formatOf(new Uint8Array(await file.slice(0, 32).arrayBuffer()))
  if (!format) return { ok: false, why: 'not-a-picture' }
  const whole = isWholePicture(format, new Uint8Array(await file.arrayBuffer()))
  return whole ? { ok: true, format } : { ok: false, why: 'damaged' }
}

export function formatOf(bytes: Uint8Array): PictureFormat | undefined {
  const text = String.fromCharCode(...bytes.slice(0, 32))
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp'
  if (text.startsWith('GIF8')) return 'gif'
  if (text.startsWith('BM')) return 'bmp'
  // ISO/IEC 14496-12: a box of type `ftyp` first, with the major brand behind it.
  if (text.slice(4, 8) !== 'ftyp') return undefined
  const brand = text.slice(8, 12)
  if (['avif', 'avis'].includes(brand)) return 'avif'
  return ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'].includes(brand) ? 'heic' : undefined
}
