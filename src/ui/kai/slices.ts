import { characters } from './characters.ts'

/** Characters in one slice of the font: some 14 KB, and few enough that a lesson fetches little that it does not show. */
export const sliceSize = 64

/** The slice that each character is in. Made when first asked for. */
let places: ReadonlyMap<string, number> | undefined

/** Numbers of the slices that a text is written with, each once, in order. What the 楷体 does not have is left out. */
export function slicesOf(text: string): number[] {
  places ??= new Map(Array.from(characters, (character, n) => [character, Math.floor(n / sliceSize)]))
  const wanted = new Set<number>()
  for (const character of text) {
    const slice = places.get(character)
    if (slice !== undefined) wanted.add(slice)
  }
  return [...wanted].sort((a, b) => a - b)
}

/** What a slice holds, as CSS says it: `U+4e00, U+4e2d, …` (CSS Fonts 4, `unicode-range`). */
export function rangeOf(slice: number): string {
  return Array.from(characters)
    .slice(slice * sliceSize, (slice + 1) * sliceSize)
    .map((character) => `U+${character.codePointAt(0)?.toString(16)}`)
    .join()
}
