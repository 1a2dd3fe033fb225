import { countyOffice } from '../../core/people/places.ts'
import type { Member } from '../../core/rows/member.ts'
import { rowPart, rowRange } from '../../core/rows/row-key.ts'
import { rowsIn } from '../facts/rows.ts'
import type { HubDb } from '../store/schema.ts'

/** What those of the office are called now: the log itself has no names. */
export async function officeNames(db: HubDb): Promise<Map<string, string>> {
  const rows = await rowsIn(db, [rowRange('member', countyOffice)])
  return new Map(rows.map(({ row, state }) => [rowPart(row, 1), (state as Member).name])) // its table's
}
