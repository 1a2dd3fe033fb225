import { readings } from '../facts/catalogue.ts'
import { versions } from './tables.ts'

/** By which program a database's facts were read and its rows reduced. */
export interface Made {
  /** How each kind is read (`FactKind.reading`). A kind that is not named was not known. */
  kinds: Readonly<Record<string, number>>
  /** How each table is reduced (`Table.version`). */
  tables: Readonly<Record<string, number>>
}

/** By this one. */
export const madeNow: Made = { kinds: readings, tables: versions }

/** The names to which two of these give another number, or one of them none, in order. */
export function differing(one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => one[name] !== other[name]).sort()
}

/** Whether both read every fact and reduce every row alike. */
export function isAsMade(one: Made, other: Made): boolean {
  return differing(one.kinds, other.kinds).length + differing(one.tables, other.tables).length === 0
}
