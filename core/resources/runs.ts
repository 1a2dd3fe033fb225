import * as v from 'valibot'

/**
 * A line of text in pieces: plain, strong, in the accent colour, characters under their pinyin, a fraction. There is no
 * HTML in a package, so that nothing in it can act; a viewer gives each piece its element.
 */
export type Run = string | { strong: string } | { em: string } | { ruby: string; pinyin: string } | Fraction

export interface Fraction {
  num: string
  den: string
}

const text = (longest: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(longest), v.regex(/^\P{Cc}+$/u))

/** Text that a page shows in one piece: no control characters, no line breaks. */
export const Phrase = text(400)

export const RunSchema: v.GenericSchema<unknown, Run> = v.union([
  Phrase,
  v.strictObject({ strong: Phrase }),
  v.strictObject({ em: Phrase }),
  v.strictObject({ ruby: text(20), pinyin: text(60) }),
  v.strictObject({ num: text(12), den: text(12) }),
])

/** One line or paragraph. */
export const Runs = v.pipe(v.array(RunSchema), v.minLength(1), v.maxLength(120))

/** The words alone, without pinyin: for a screen reader's label, for search, for counting. */
export function plainText(runs: readonly Run[]): string {
  return runs.map(plainRun).join('')
}

function plainRun(run: Run): string {
  if (typeof run === 'string') return run
  if ('strong' in run) return run.strong
  if ('em' in run) return run.em
  if ('ruby' in run) return run.ruby
  return `${run.num}/${run.den}`
}
