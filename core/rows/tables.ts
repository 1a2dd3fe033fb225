import type { TimedFact } from '../facts/fact.ts'
import { addedLessons } from './added.ts'
import { assignments } from './assignment.ts'
import { attendance } from './attendance.ts'
import { cancelledLessons } from './cancelled.ts'
import { captions } from './captions.ts'
import { clocks, devices, troubles } from './device.ts'
import { erasedPeople } from './erased.ts'
import { followed } from './followed.ts'
import { hands, taughtLessons } from './lesson.ts'
import { members } from './member.ts'
import { practice } from './practice.ts'
import { askedQuestions, responses } from './question.ts'
import { recordings } from './recording.ts'
import { floors, raisedHands, rooms, shapes, shownPages } from './room.ts'
import { classes, counties, courses, keepings, pairs, places, publishers, schools, timetables } from './roster.ts'
import { type RowKey, rowTable } from './row-key.ts'
import { segments } from './segment.ts'
import { showings } from './showing.ts'
import { strokes } from './stroke.ts'
import { struckWords } from './struck.ts'
import { byEffect, type Table } from './table.ts'
import { timers } from './timer.ts'
import { work } from './work.ts'

/** Every table there is, on every machine. */
export const tables: readonly Table<unknown>[] = [
  addedLessons,
  askedQuestions,
  assignments,
  attendance,
  cancelledLessons,
  classes,
  clocks,
  counties,
  courses,
  devices,
  erasedPeople,
  floors,
  followed,
  hands,
  keepings,
  members,
  pairs,
  places,
  practice,
  publishers,
  raisedHands,
  recordings,
  responses,
  rooms,
  schools,
  segments,
  shapes,
  showings,
  shownPages,
  strokes,
  struckWords,
  taughtLessons,
  timers,
  captions,
  timetables,
  troubles,
  work,
]

const byName = new Map(tables.map((one) => [one.name, one]))

/** How this version reduces each table: rows that were reduced otherwise are to be reduced anew. */
export const versions: Readonly<Record<string, number>> = Object.fromEntries(
  tables.map((table) => [table.name, table.version]),
)

export function tableOf(key: RowKey): Table<unknown> | undefined {
  return byName.get(rowTable(key))
}

/** One row from the facts that name it, given in any order; no facts are no row. */
export function reduceRow(key: RowKey, facts: readonly TimedFact[]): unknown {
  if (facts.length === 0) return undefined
  return tableOf(key)?.reduce([...facts].sort(byEffect), key)
}
