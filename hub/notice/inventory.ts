import { type AnyKind, kinds } from '../../core/facts/catalogue.ts'
import { isShared, type PlaceKind } from '../../core/people/places.ts'
import { storedByKind } from './kinds.ts'
import { type Language, type StoredInTable, type Topic, topics } from './stored.ts'
import { storedInTable } from './tables.ts'
import { openOnly, placeWords, tableSeers, topicWords, untilWords } from './words.ts'

/** One thing that is stored, in words: a kind of fact, or a table. */
export interface Item {
  name: string
  topic: Topic
  what: string
  why: string
  /** Who sees it, one by one. */
  seenBy: string[]
  /** What becomes of it when the child's data are erased. */
  erased: string
}

/** All that is stored here, topic by topic: every kind of fact there is, and every table. */
export function inventory(language: Language): Item[] {
  const items = [
    ...kinds.map((kind) => ofKind(kind, language)),
    ...Object.entries(storedInTable).map(([name, table]) => ofTable(name, table, language)),
  ]
  return items.sort((a, b) => topics.indexOf(a.topic) - topics.indexOf(b.topic))
}

/** What is stored of children, as against adults and things. */
export function ofChildren(items: readonly Item[]): Item[] {
  return items.filter(({ topic }) => topic !== 'adults' && topic !== 'nobody')
}

/** @throws Error if nobody has said what the kind stores: a test sees to it */
function ofKind(kind: AnyKind, language: Language): Item {
  const stored = storedByKind[kind.name]
  if (!stored) throw new Error(`the notice has no words for ${kind.name}`)
  const place = (one: PlaceKind) =>
    kind.part === 'content' && isShared(one) ? openOnly[language] : placeWords[language][one]
  return {
    name: kind.name,
    topic: stored.topic,
    what: stored[language],
    why: topicWords[language][stored.topic].why,
    seenBy: [...new Set([...kind.seenBy.map(place), placeWords[language].office])],
    erased: untilWords[language][kind.erase ? 'words' : 'nameless'],
  }
}

function ofTable(name: string, table: StoredInTable, language: Language): Item {
  const { topic, seenBy, until } = table
  return {
    name,
    topic,
    what: table[language],
    why: topicWords[language][topic].why,
    seenBy: [tableSeers[language][seenBy]],
    erased: untilWords[language][until],
  }
}
