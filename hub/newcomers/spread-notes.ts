import type { ClassId, PersonId } from '../../core/facts/ids.ts'
import type { HubDb } from '../store/schema.ts'

/** Children whose rows have not all heard the office's word yet: kept with the hub until they have. */
export const noteName = (classId: ClassId, person: PersonId) => `spread:${classId}/${person}`

/** Notes that a child's rows have to hear the office's word, in the transaction that gives rise to it. */
export async function noteToSpread(db: HubDb, classId: ClassId, person: PersonId): Promise<void> {
  await db
    .insertInto('hub')
    .values({ name: noteName(classId, person), value: '' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
