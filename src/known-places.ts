import { dropHomeSnapshot } from './home/snapshot.ts'

/** The places that this browser stands for, so that the first page knows them at once. No names of people. */
export interface KnownPlace {
  /** Names the local database, and the address under `/at/`. */
  name: string
  title: string
  kind: string
  /** The code it was enrolled with: used up, unless it belongs to a demonstration. */
  code: string
}

const key = 'tongke.places'

export function knownPlaces(): KnownPlace[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isPlace) : []
  } catch {
    return [] // storage is forbidden, or holds another program's words: the same as none
  }
}

export function rememberPlace(place: KnownPlace): void {
  localStorage.setItem(key, JSON.stringify([...knownPlaces().filter((one) => one.name !== place.name), place]))
}

/** The office has moved it: what was last shown of it is another place's. */
export function placeMoved(name: string, { title, kind }: Pick<KnownPlace, 'title' | 'kind'>): void {
  dropHomeSnapshot(name)
  const known = knownPlaces().find((one) => one.name === name)
  if (known) rememberPlace({ ...known, title, kind })
}

export function forgetPlace(name: string): void {
  dropHomeSnapshot(name)
  localStorage.setItem(key, JSON.stringify(knownPlaces().filter((one) => one.name !== name)))
}

function isPlace(value: unknown): value is KnownPlace {
  const place = value as KnownPlace | null // looked at field by field
  return [place?.name, place?.title, place?.kind, place?.code].every((field) => typeof field === 'string')
}
