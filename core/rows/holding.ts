import type { FactKind } from '../facts/fact.ts'
import type { Day } from '../facts/ids.ts'
import { isShared, type PlaceKind } from '../people/places.ts'
import { addDays } from '../school/day.ts'
import { type RowKey, type RowRange, rowKey, rowPart, rowRange, rowTable } from './row-key.ts'
import { tableOf, tables } from './tables.ts'

/** How a row stands for those who might hold its facts. */
export interface Standing {
  /** The last school day on which a classroom needs it; '' for as long as it exists. */
  neededUntil: Day | ''
  /** Whether pupils have anything to do or to see in it. */
  open: boolean
}

export type StandingOf = (row: RowKey) => Standing | undefined

export function standing(row: RowKey, state: unknown): Standing {
  const table = tableOf(row)
  const open = state === undefined || (table?.isOpen?.(state) ?? true)
  return { neededUntil: table?.neededUntil?.(state, row) ?? '', open }
}

/** The row as long as which this one is needed at least. */
export function ownerOf(row: RowKey): RowKey | undefined {
  const owner = tableOf(row)?.neededWith
  return owner && rowKey(owner.table, ...Array.from({ length: owner.parts }, (_, n) => rowPart(row, n)))
}

/** Whether a row is needed on a day. One that does not exist may yet come to be, while its table would need it. */
export function isNeeded(row: RowKey, today: Day, standingOf: StandingOf): boolean {
  if (!isPast(standingOf(row) ?? standing(row, undefined), today)) return true
  const owner = ownerOf(row)
  const owning = owner && standingOf(owner)
  return owning !== undefined && !isPast(owning, today)
}

export function isPast(standing: Pick<Standing, 'neededUntil'> | undefined, today: Day): boolean {
  return standing !== undefined && standing.neededUntil !== '' && standing.neededUntil < today
}

/**
 * Whether a place of this sort has business with a fact: it sees its kind, and one of its rows is needed and, where
 * pupils share the place, open.
 *
 * @param today `undefined`: however long ago it was
 */
export function isFor(
  place: PlaceKind,
  kind: Pick<FactKind, 'seenBy' | 'part'>,
  rows: readonly RowKey[],
  today: Day | undefined,
  standingOf: StandingOf,
): boolean {
  if (!kind.seenBy.includes(place)) return false
  const onlyOpen = kind.part === 'content' && isShared(place)
  return rows.some(
    (row) =>
      (today === undefined || isNeeded(row, today, standingOf)) && (!onlyOpen || standingOf(row)?.open !== false),
  )
}

/** A place that is not shared keeps what a new device of it would no longer be given for so much longer: a term. Days. */
const keptFor = 150

/** The day by which a place measures what it may let go: rows needed until before it. */
export function letGoBy(place: PlaceKind, today: Day): Day {
  return isShared(place) ? today : addDays(today, -keptFor)
}

/** Where the rows stand that are needed as long as this one. */
export function dependantsOf(row: RowKey): RowRange[] {
  return tables.flatMap(({ name, neededWith }) => {
    if (neededWith?.table !== rowTable(row)) return []
    return [rowRange(name, ...Array.from({ length: neededWith.parts }, (_, n) => rowPart(row, n)))]
  })
}
