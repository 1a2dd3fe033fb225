/**
 * Whether a picture has come to its end. A browser draws what there is of one that was cut off, with grey below, and says
 * nothing; a page of homework would be missing its lower half. Formats that cameras do not write are left to the browser.
 */
export function isWholePicture(format: string, bytes: Uint8Array): boolean {
  switch (format) {
    case 'jpeg':
      return jpegEnds(bytes)
    case 'png':
      return pngEnds(bytes)
    case 'webp':
      return bytes.length >= 8 + numberAt(bytes, 4, true)
    default:
      return true
  }
}

/**
 * ITU-T T.81, B.1: segments that tell their length, and behind each start of scan its data, in which only a marker follows
 * 0xFF. What stands behind the end of the image is some camera's own.
 */
function jpegEnds(bytes: Uint8Array): boolean {
  let at = 2
  for (;;) {
    at = bytes.indexOf(0xff, at)
    const marker = at < 0 ? undefined : bytes[at + 1]
    if (marker === undefined) return false
    if (marker === 0xd9) return true
    const alone = marker === 0x00 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
    // A byte of 0xFF before a marker fills up.
    if (marker === 0xff) at += 1
    else at += alone ? 2 : 2 + Math.max(2, ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
    if (at >= bytes.length) return false
  }
}

/** ISO/IEC 15948, 5.3: chunks of length, type, data and checksum, of which `IEND` is the last. */
function pngEnds(bytes: Uint8Array): boolean {
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = numberAt(bytes, at, false)
    if (String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === 'IEND') return true
    at += 12 + length
  }
  return false
}

function numberAt(bytes: Uint8Array, at: number, littleEndian: boolean): number {
  return bytes.length < at + 4
    ? Number.POSITIVE_INFINITY
    : new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, littleEndian)
}
