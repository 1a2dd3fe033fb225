import { join } from 'node:path'
import { connectSqlite } from '../../hub/store/sqlite.ts'

/** What a hub that has stopped kept of a lesson. */
export interface KeptLesson {
  strokes: string[]
  /** By class: hands that were counted, whatever the question, and pupils in the register. */
  classes: { hands: number; marked: number }[]
  isClosed: boolean
}

/** @param lesson the studio's: the room's name */
export async function keptOf(folder: string, lesson: string, classes: number): Promise<KeptLesson> {
  const db = await connectSqlite(join(folder, 'hub.db'))
  const under = async (prefix: string) => {
    const rows = await db
      .selectFrom('row')
      .select(['row', 'state'])
      .where('row', '>=', prefix)
      .where('row', '<', `${prefix}\uffff`)
      .execute()
    return rows.map(({ state }) => JSON.parse(state) as never) // what each table's rows are
  }
  const room: { closed?: number }[] = await under(`room/${lesson}`)
  const strokes: { drawn: { by: string; stroke: number }[] }[] = await under(`stroke/${lesson}/`)
  const found = []
  for (let n = 0; n < classes; n++) {
    const own = lesson.replace(/^point\d+/, `point${n}`)
    const hands: { counts: number[] }[] = await under(`hands/${own}/`)
    const marked: unknown[] = await under(`attendance/${own}/`)
    const counted = hands.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0)
    found.push({ hands: counted, marked: marked.length })
  }
  await db.destroy()
  return {
    strokes: strokes.flatMap(({ drawn }) => drawn.map(({ by, stroke }) => `${by}:${stroke}`)).sort(),
    classes: found,
    isClosed: room.some(({ closed }) => closed !== undefined),
  }
}
