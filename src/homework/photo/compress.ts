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
    // An <img> turns the picture as its EXIF says in every browser of ours; of createImageBitmap that is not so sure.
    const image = new Image()
    image.src = url
    const loaded = await image.decode().then(
      () => true,
      () => false,
    )
    const { naturalWidth: width, naturalHeight: height } = image
    if (!loaded || width === 0) return { ok: false, why: checked.format === 'heic' ? 'heic' : 'damaged' }
    if (width * height > mostPixels) return { ok: false, why: 'too-many-pixels' }
    const encode = (step: Step) => toJpeg(image, fitInto(width, height, step.longSide), step.quality)
    const photo = await encodeWithin(photoLimit, photoSteps, encode)
    const thumbnail = await encodeWithin(thumbnailLimit, thumbnailSteps, encode)
    return { ok: true, photo: await named(photo), thumbnail: await named(thumbnail) }
  } finally {
    URL.revokeObjectURL(url)
  }
}

async function named(blob: Blob): Promise<Jpeg> {
  const bytes = await blob.arrayBuffer()
  return { hash: await hashName(new Uint8Array(bytes), crypto.subtle), type: 'image/jpeg', bytes }
}

async function toJpeg(image: HTMLImageElement, size: { width: number; height: number }, quality: number) {
  const canvas = document.createElement('canvas')
  canvas.width = size.width
  canvas.height = size.height
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new Error('no room for a canvas')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, size.width, size.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, size.width, size.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  if (!blob) throw new Error('the canvas gave no picture')
  // Frees the pixels now: a tablet cannot wait for its collector.
  canvas.width = 0
  return blob
}
