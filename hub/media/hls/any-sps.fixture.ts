/** An H.264 baseline stream's parameters for pictures of a size in blocks of 16 pixels. */
export function sps(across: number, down: number, crop = 0): Buffer {
  const golomb = (n: number) => '0'.repeat((n + 1).toString(2).length - 1) + (n + 1).toString(2)
  const cropped = crop > 0 ? `1${golomb(0)}${golomb(0)}${golomb(0)}${golomb(crop)}` : '0'
  const size = `${golomb(across - 1)}${golomb(down - 1)}`
  const bits = `${golomb(0)}${golomb(0)}${golomb(2)}${golomb(1)}0${size}11${cropped}01`
  const bytes = bits.match(/.{1,8}/g)?.map((part) => Number.parseInt(part.padEnd(8, '0'), 2)) ?? []
  return Buffer.from([0x67, 66, 0xe0, 31, ...bytes])
}
