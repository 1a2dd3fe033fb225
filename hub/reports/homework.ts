import type { ClassId, Day } from '../../core/facts/ids.ts'
import type { HomeworkFigures } from '../../core/reports/county-report.ts'
import type { Assignment } from '../../core/rows/assignment.ts'
import { rowPart, rowRange } from '../../core/rows/row-key.ts'
import type { Work } from '../../core/rows/work.ts'
import { rowsIn } from '../facts/rows.ts'
import type { HubDb } from '../store/schema.ts'

/** By class: the homework that was set for days from `from` to `to`, what was handed in of it and what was marked. */
export async function homeworkOf(
  db: HubDb,
  classes: readonly ClassId[],
  from: Day,
  to: Day,
): Promise<Map<ClassId, HomeworkFigures>> {
  const figures = new Map(classes.map((one) => [one, { set: 0, handed: 0, marked: 0 }]))
  // Homework is needed beyond the day it is due for, so what is no longer needed since before `from` is passed over.
  const rows = await rowsIn(
    db,
    classes.map((one) => rowRange('assignment', one)),
    from,
  )
  const set = rows
    .map(({ state }) => state as Assignment) // its table's
    .filter((one) => !one.withdrawn && one.day >= from && one.day <= to)
  for (const one of set) bump(figures, one.class, 'set')
  for (const { row, state } of await rowsIn(
    db,
    set.map((one) => rowRange('work', one.class, one.assignment)),
  )) {
    const { rounds, mark } = state as Work // its table's
    const classId = rowPart(row, 0)
    if (rounds > 0) bump(figures, classId, 'handed')
    if (rounds > 0 && mark) bump(figures, classId, 'marked')
  }
  return figures
}

function bump(figures: ReadonlyMap<string, HomeworkFigures>, classId: string, what: keyof HomeworkFigures): void {
  const of = figures.get(classId)
  if (of) of[what] += 1
}
