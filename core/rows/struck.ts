import { wordsStruck } from '../facts/kinds/words-struck.ts'
import type { Blot } from '../facts/striking.ts'
import { ofKind } from './reading.ts'
import { table } from './table.ts'

/** `struck/DEVICE/SEQ`: the letters of a fact that are blotted out. */
export const struckWords = table<{ blots: Blot[] }>({
  name: 'struck',
  version: 1,
  reduce(facts) {
    const blots = ofKind(wordsStruck, facts).map(({ body: { field, from, below } }) => ({ field, from, below }))
    return blots.length > 0 ? { blots } : undefined
  },
})
