/** The hub's word that a voice comes late to it: when, by a clock that only goes on, and whether it is this device's own. ms */
export interface LateWord {
  at: number
  isMine: boolean
}

/** It is told where the hub said it so often within so many ms, and stays for as long: one late word is none, and words that flicker are not read. */
const [times, within] = [3, 10_000]

export const lateFor = within

/** The words that count, with one more. */
export function lateWords(before: readonly LateWord[], word: LateWord): readonly LateWord[] {
  return [...before, word].slice(-times)
}

/** Whose line is told to carry too little. */
export function lateNow(words: readonly LateWord[]): 'mine' | 'theirs' | undefined {
  const [first, last] = [words[0], words[times - 1]]
  if (!first || !last || last.at - first.at > within) return undefined
  return last.isMine ? 'mine' : 'theirs'
}
