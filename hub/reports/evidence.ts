import { sql } from 'kysely'
import type { ClassId, Day } from '../../core/facts/ids.ts'
import type { WeekEvidence, WorkEvidence } from '../../core/reports/evidence.ts'
import type { HomeworkFigures } from '../../core/reports/figures.ts'
import type { HubDb } from '../store/schema.ts'

/** What was counted of a class's week. */
export interface CountedWeek {
  monday: Day
  evidence: WeekEvidence | undefined
  /** There is more to it that has not been counted yet. */
  stale: boolean
}

/** What was counted of these days, by class. `work` in the order of its days. */
export interface Evidence {
  weeks: Map<ClassId, CountedWeek[]>
  work: Map<ClassId, ({ assignment: string } & WorkEvidence)[]>
}

/** @param monday of the first week; homework is that for days `from` to `to` */
export async function readEvidence(
  db: HubDb,
  days: { monday: Day; from: Day; to: Day },
  classes: ReadonlySet<ClassId>,
): Promise<Evidence> {
  const rows = await db
    .selectFrom('evidence')
    .select(['part', 'day', 'state', 'changes', 'counted'])
    .where('day', '>=', days.monday)
    .where('day', '<=', days.to)
    .orderBy('day')
    .execute()
  const evidence: Evidence = { weeks: new Map(), work: new Map() }
  for (const { part, day, state, changes, counted } of rows) {
    const [sort, id, assignment = ''] = part.split('/')
    const classId = id as ClassId // such parts have one there
    if (!classes.has(classId)) continue
    // As `countEvidence` wrote them.
    if (sort === 'week') {
      const week = state === '' ? undefined : (JSON.parse(state) as WeekEvidence)
      const stale = Number(changes) !== Number(counted)
      add(evidence.weeks, classId, { monday: day as Day, evidence: week, stale }) // a week's day is its Monday
    } else if (state !== '') {
      const work = JSON.parse(state) as WorkEvidence
      if (work.day >= days.from) add(evidence.work, classId, { assignment, ...work })
    }
  }
  return evidence
}

/** How much homework a class had, and how far it is with it. */
export async function homeworkByClass(db: HubDb, from: Day, to: Day): Promise<Map<ClassId, HomeworkFigures>> {
  const rows = await db
    .selectFrom('evidence')
    .select((eb) => [
      'work_of',
      eb.fn.countAll<number>().as('set'),
      eb.fn.sum<number>('handed').as('handed'),
      eb.fn.sum<number>('marked').as('marked'),
      eb.fn.sum<number>('returned').as('returned'),
    ])
    // As it stands in the index of these alone.
    .where('work_of', '<>', sql.lit(''))
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy('work_of')
    .execute()
  return new Map(
    rows.map(({ work_of, set, handed, marked, returned }) => [
      work_of as ClassId, // as `countEvidence` wrote it
      { set: Number(set), handed: Number(handed), marked: Number(marked), returned: Number(returned) },
    ]),
  )
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const of = map.get(key)
  if (of) of.push(value)
  else map.set(key, [value])
}
