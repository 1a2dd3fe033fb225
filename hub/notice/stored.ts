/** Both languages in which the hub itself writes to people. */
export type Language = 'zh' | 'en'

/** What something is stored for. All but the last two are about a child, in the order in which the notice tells of them. */
export const topics = [
  'who',
  'attendance',
  'homework',
  'photos',
  'practice',
  'consent',
  'erasing',
  'log',
  'adults',
  'nobody',
] as const
export type Topic = (typeof topics)[number]

/** What a kind of fact or a table stores of a person, in words for whoever it is about. */
export interface Stored {
  topic: Topic
  zh: string
  en: string
}

/** What an erasure of the child does to it. all: it goes. words: name, words and photos go. nameless: what stays has a number that tells nobody. stays: it tells of nobody as it is. */
export type Until = 'all' | 'words' | 'nameless' | 'stays'

/** Beside that, of a table: nobody declares for it who sees it, nor what an erasure takes. */
export interface StoredInTable extends Stored {
  /** office: at the county's desk. server: who runs the hub's machine alone. devices: by the facts that are kept in it. */
  seenBy: 'office' | 'server' | 'devices'
  until: Until
}
