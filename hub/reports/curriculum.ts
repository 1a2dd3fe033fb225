import * as v from 'valibot'
import { Curriculum, usualCurriculum } from '../../core/reports/rules/curriculum.ts'
import type { HubDb } from '../store/schema.ts'

const name = 'curriculum'

/** The county's own weekly lessons by grade and subject, or what is usual where it has brought none. */
export async function readCurriculum(db: HubDb): Promise<Curriculum> {
  const row = await db.selectFrom('hub').select('value').where('name', '=', name).executeTakeFirst()
  return row ? v.parse(Curriculum, JSON.parse(row.value)) : usualCurriculum
}

/** Keeps what a county has brought; `undefined` goes back to what is usual. */
export async function keepCurriculum(db: HubDb, curriculum: Curriculum | undefined): Promise<void> {
  if (!curriculum) {
    await db.deleteFrom('hub').where('name', '=', name).execute()
    return
  }
  const value = JSON.stringify(curriculum)
  await db
    .insertInto('hub')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
