import type { ClassId, Day } from '../../core/facts/ids.ts'
import {
  type EvidencePart,
  evidenceOf,
  partOf,
  rangesOf,
  type WeekEvidence,
  type WorkEvidence,
} from '../../core/reports/evidence.ts'
import type { RowKey } from '../../core/rows/row-key.ts'
import { rowsIn } from '../facts/rows.ts'
import { insertRows } from '../store/bulk.ts'
import { inTurn } from '../store/in-turn.ts'
import type { HubDb } from '../store/schema.ts'

/** How many parts are counted before others get their turn: some ten thousand rows. */
const partsAtOnce = 200

/** Counts what has changed since it was counted. What changes meanwhile is counted the next time. */
export async function countEvidence(db: HubDb): Promise<void> {
  for (;;) {
    const changed = await db
      .selectFrom('evidence')
      .select(['part', 'changes'])
      .whereRef('changes', '<>', 'counted')
      .limit(partsAtOnce)
      .execute()
    if (changed.length === 0) return
    const parts = changed.map(({ part }) => part as EvidencePart) // `noteChanges` wrote it
    const rows = await rowsOf(db, parts)
    const counted = changed.map(({ part, changes }) => {
      const of = part as EvidencePart // likewise
      const evidence = evidenceOf(of, rows.get(of) ?? [])
      const day = evidence && 'day' in evidence ? evidence.day : (of.split('/')[2] ?? '')
      return [part, evidence ? day : '', Number(changes), Number(changes), evidence ? JSON.stringify(evidence) : '']
    })
    await inTurn(db, (transaction) =>
      insertRows(transaction, 'evidence', ['part', 'day', 'changes', 'counted', 'state'], counted)
        .onConflict((conflict) =>
          conflict
            .column('part')
            .doUpdateSet((eb) => ({
              day: eb.ref('excluded.day'),
              counted: eb.ref('excluded.counted'),
              state: eb.ref('excluded.state'),
            }))
            // Another hub may have counted later changes already.
            .whereRef('evidence.counted', '<', 'excluded.counted'),
        )
        .execute(),
    )
  }
}

async function rowsOf(
  db: HubDb,
  parts: readonly EvidencePart[],
): Promise<Map<string, { row: RowKey; state: unknown }[]>> {
  const rows = new Map<string, { row: RowKey; state: unknown }[]>()
  for (const one of await rowsIn(db, parts.flatMap(rangesOf))) {
    const part = partOf(one.row) ?? ''
    const of = rows.get(part)
    if (of) of.push(one)
    else rows.set(part, [one])
  }
  return rows
}

/** What was counted of these days, by class. `work` in the order of its days. */
export interface Evidence {
  weeks: Map<ClassId, WeekEvidence[]>
  work: Map<ClassId, ({ assignment: string } & WorkEvidence)[]>
}

/** @param monday of the first week; homework is that for days `from` to `to` */
export async function readEvidence(
  db: HubDb,
  days: { monday: Day; from: Day; to: Day },
  classes: ReadonlySet<ClassId>,
): Promise<Evidence> {
  await countEvidence(db)
  const rows = await db
    .selectFrom('evidence')
    .select(['part', 'state'])
    .where('day', '>=', days.monday)
    .where('day', '<=', days.to)
    .orderBy('day')
    .execute()
  const evidence: Evidence = { weeks: new Map(), work: new Map() }
  for (const { part, state } of rows) {
    const [sort, id, assignment = ''] = part.split('/')
    const classId = id as ClassId // such parts have one there
    if (state === '' || !classes.has(classId)) continue
    // As they were counted above.
    if (sort === 'week') add(evidence.weeks, classId, JSON.parse(state) as WeekEvidence)
    else {
      const work = JSON.parse(state) as WorkEvidence
      if (work.day >= days.from) add(evidence.work, classId, { assignment, ...work })
    }
  }
  return evidence
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const of = map.get(key)
  if (of) of.push(value)
  else map.set(key, [value])
}
