import { language } from './language.ts'

// `never` accepts functions of any arguments; the real ones come back through `Translated`.
type Message = string | ((...values: never[]) => string)

/** The same keys and arguments as the Chinese, in whatever words. */
export type Translated<Words> = {
  [Key in keyof Words]: Words[Key] extends (...values: infer Values) => string ? (...values: Values) => string : string
}

/**
 * A feature's words in every language. English must have the keys of the Chinese, no fewer and no more, and functions
 * take the same arguments:
 *
 *     const text = words({
 *       zh: { ready: '备好了', missing: (pages: number) => `还差 ${pages} 页` },
 *       en: { ready: 'Ready', missing: (pages) => `${pages} pages missing` },
 *     })
 *     text().missing(2)
 */
export function words<const Zh extends Record<string, Message>>(by: {
  zh: Zh
  en: Translated<NoInfer<Zh>>
}): () => Translated<Zh> {
  return () => by[language()] as Translated<Zh> // the Chinese words are their own translation
}
