import type { BlobHash } from '../../../core/facts/ids.ts'
import { hashName } from '../../../core/resources/verify.ts'
import { checkFile, mostPixels, type PhotoRefusal } from './check.ts'
import { encodeWithin, fitInto, photoLimit, photoSteps, type Step, thumbnailLimit, thumbnailSteps } from './sizes.ts'

/** A JPEG as it is kept and sent. */
export interface Jpeg {
  hash: BlobHash
  type: 'image/jpeg'
  bytes: ArrayBuffer
}

export type Compressed = { ok: true; photo: Jpeg; thumbnail: Jpeg } | { ok: false; why: PhotoRefusal }

/**
 * A photo made small. It is drawn anew, upright as its camera noted, so nothing of what a camera writes into a file,
 * place and hour included, is left in it.
 */
export async function compress(file: Blob): Promise<Compressed> {
  const checked = await checkFile(file)
  if (!checked.ok) return checked
  const url = URL.createObjectURL(file)
  try {
    const image = await loaded(url)
    const { naturalWidth: width = 0, naturalHeight: height = 0 } = image ?? {}
    if (width * height > mostPixels) return { ok: false, why: 'too-many-pixels' }
    if (!image || width === 0 || !(await isDecoded(image))) {
      return { ok: false, why: checked.format === 'heic' ? 'heic' : 'damaged' }
    }
    const encode = (step: Step) => toJpeg(image, fitInto(width, height, step.longSide), step.quality)
    const photo = await encodeWithin(photoLimit, photoSteps, encode)
    const thumbnail = await encodeWithin(thumbnailLimit, thumbnailSteps, encode)
    return { ok: true, photo: await named(photo), thumbnail: await named(thumbnail) }
  } catch (error) {
    if (error instanceof NoMemory) return { ok: false, why: 'no-memory' }
    throw error
  } finally {
    URL.revokeObjectURL(url)
  }
}

/**
 * The picture, once its size is known; undefined when it cannot be shown. An <img> turns it as its EXIF says in every
 * browser of ours; of createImageBitmap that is not so sure.
 */
function loaded(url: string): Promise<HTMLImageElement | undefined> {
  return new Promise((resolve) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => resolve(undefined)
    image.src = url
  })
}

/** Decodes it before it is drawn, which keeps the page awake meanwhile; what cannot be decoded only has a size. */
function isDecoded(image: HTMLImageElement): Promise<boolean> {
  return image.decode().then(
    () => true,
    () => false,
  )
}

class NoMemory extends Error {}

async function named(blob: Blob): Promise<Jpeg> {
  const bytes = await blob.arrayBuffer()
  return { hash: await hashName(new Uint8Array(bytes), crypto.subtle), type: 'image/jpeg', bytes }
}

async function toJpeg(image: HTMLImageElement, size: { width: number; height: number }, quality: number) {
  const canvas = document.createElement('canvas')
  canvas.width = size.width
  canvas.height = size.height
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new NoMemory()
  context.fillStyle = '#fff'
  context.fillRect(0, 0, size.width, size.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, size.width, size.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  if (!blob) throw new NoMemory()
  // Frees the pixels now: a tablet cannot wait for its collector.
  canvas.width = 0
  return blob
}
