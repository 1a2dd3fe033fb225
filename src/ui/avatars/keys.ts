import { type PictureKey, pictures } from './pictures.ts'

/** Pink, green, blue, yellow, violet, mint: pale enough for any picture to stand on. */
export const tints: readonly string[] = ['#f6d7c6', '#dbe8cf', '#d3e3ee', '#f3e2b1', '#e6d8ea', '#d8ece3']

/** In the order in which pupils are given them. */
export const pictureKeys: readonly PictureKey[] = Object.keys(pictures) as PictureKey[] // an object's own keys

const names: readonly string[] = pictureKeys

/** A picture and its ground, by the key a pupil has: `snail`, or `snail-2` for the second snail of a big class. */
export function pictureOf(key: string): { picture: PictureKey; tint: string } {
  const [, name = '', round = '1'] = /^([a-z]+)(?:-(\d+))?$/.exec(key) ?? []
  const found = names.indexOf(name)
  const index = found < 0 ? strayIndex(key) : found
  // Three on is the colour least like it of the six.
  const tint = tints[(index + 3 * (Number(round) - 1)) % tints.length] ?? ''
  return { picture: pictureKeys[index] ?? 'sprout', tint }
}

/** The first key that nobody in the class has: every picture once, then each again on another ground. */
export function freeKey(taken: ReadonlySet<string>): string {
  for (let round = 1; ; round++) {
    const free = pictureKeys.map((key) => (round > 1 ? `${key}-${round}` : key)).find((key) => !taken.has(key))
    if (free) return free
  }
}

/** A key of a newer program still gets one picture, always the same. */
function strayIndex(key: string): number {
  let sum = 0
  for (const letter of key) sum = (sum * 31 + letter.charCodeAt(0)) % 0x7fffffff
  return sum % pictureKeys.length
}
