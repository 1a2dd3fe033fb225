import type { ClassId, Day } from '../facts/ids.ts'
import { addDays } from '../school/day.ts'

/**
 * Names a row: its table and its key's parts, joined by `/`, which no id contains. Rows that belong together share
 * their beginning (`attendance/LESSON/…`), so one range of keys is one question.
 */
export type RowKey = string & { readonly __rowKey: true }

export function rowKey(table: string, ...parts: string[]): RowKey {
  return [table, ...parts].join('/') as RowKey // by construction
}

export function rowTable(key: RowKey): string {
  return key.slice(0, key.indexOf('/'))
}

/** The part of a key behind its table, counted from 0; '' where there is none. */
export function rowPart(key: RowKey, index: number): string {
  let start = key.indexOf('/') + 1
  for (let n = 0; n < index && start > 0; n++) start = key.indexOf('/', start) + 1
  if (start === 0) return ''
  const end = key.indexOf('/', start)
  return end < 0 ? key.slice(start) : key.slice(start, end)
}

/** The key with another part in its place, counted from 0. */
export function withPart(key: RowKey, index: number, part: string): RowKey {
  const parts = key.split('/')
  parts[index + 1] = part
  return parts.join('/') as RowKey // by construction
}

/** Keys that stand together: `from <= key < below`. */
export interface RowRange {
  from: string
  below: string
}

/** The range of keys that begin with these parts. */
export function rowRange(table: string, ...parts: string[]): RowRange {
  const start = [table, ...parts].join('/')
  return { from: `${start}/`, below: `${start}0` } // '0' follows '/' in ASCII
}

/** The range of keys of a class's lessons of some days from this one on. */
export function lessonRange(table: string, classId: ClassId, day: Day, days: number): RowRange {
  const start = (one: Day) => `${table}/${classId}.${one.replaceAll('-', '')}`
  return { from: start(day), below: start(addDays(day, days)) }
}

/** The range of keys of all a class's lessons. */
export function lessonsRange(table: string, classId: ClassId): RowRange {
  return { from: `${table}/${classId}.`, below: `${table}/${classId}/` } // '/' follows '.' in ASCII
}
