/** A character, or characters that share a reading, and the pinyin over it. */
export interface RubyPair {
  text: string
  pinyin: string
}

/**
 * Divides characters and their pinyin so that each syllable stands over its own character; all in one piece where the
 * numbers differ, as in 花儿 huār.
 */
export function rubyPairs(text: string, pinyin: string): RubyPair[] {
  const characters = Array.from(text)
  const syllables = pinyin.trim().split(/\s+/)
  if (characters.length !== syllables.length) return [{ text, pinyin }]
  return characters.map((character, n) => ({ text: character, pinyin: syllables[n] ?? '' }))
}
