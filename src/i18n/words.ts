import { language } from './language.ts'

/** A sentence, or one with something in it. */
type Word = string | ((...inputs: never[]) => string)

/** English has exactly the words that Chinese has, each with the same inputs. */
type Same<Zh> = {
  [K in keyof Zh]: Zh[K] extends (...inputs: infer Inputs) => string ? (...inputs: Inputs) => string : string
}

/**
 * A feature's words in both languages. `const t = words({ zh: {…}, en: {…} })`, then `t().hello` in the language of the
 * moment.
 */
export function words<Zh extends Record<string, Word>>(both: { zh: Zh; en: Same<Zh> }): () => Same<Zh> {
  // A sentence's own type is narrower than `string`, nothing else differs.
  return () => (language() === 'zh' ? (both.zh as unknown as Same<Zh>) : both.en)
}
