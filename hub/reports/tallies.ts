import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { ClassId, Day } from '../../core/facts/ids.ts'
import type { WeekEvidence } from '../../core/reports/evidence.ts'
import { tallyOf, tallyVersion, type WeekTally } from '../../core/reports/week-tally.ts'
import { insertRows, listFromJson } from '../store/bulk.ts'
import { inTurn } from '../store/in-turn.ts'
import type { HubDb } from '../store/schema.ts'
import { judgeWeek, reached, type TaughtClass } from './lessons.ts'
import type { Week } from './weeks.ts'

/** How many are looked up, made or kept before others get their turn. */
const atOnce = 500

/** A class's week. */
export interface TalliedWeek {
  monday: Day
  tally: WeekTally
  /** There is more to it that has not been counted yet. */
  stale: boolean
}

interface Wanted {
  of: TaughtClass
  week: Week
  part: string
  /** What it is made by, beside the evidence: the timetable, and how weeks are tallied. */
  made: string
}

/**
 * What each class had in these weeks, in their order. Weeks that are over are tallied once and kept, until what is known of
 * them or the timetable changes; the others are tallied each time. @param now ms since 1970
 */
export async function readTallies(
  db: HubDb,
  classes: readonly TaughtClass[],
  weeks: readonly Week[],
  now: number,
): Promise<Map<ClassId, TalliedWeek[]>> {
  const kept = await keptTallies(db, weeks)
  const stale = await staleWeeks(db, weeks)
  const missing: Wanted[] = []
  const found = new Map<string, WeekTally>()
  for (const of of classes) {
    const prints = of.timetables.map(fingerprint)
    for (const week of weeks) {
      const part = partOf(of, week)
      const made = prints.filter((_, n) => (week.days[n]?.length ?? 0) > 0).join('.')
      const one = isOver(week, now) ? kept.get(part) : undefined
      if (one?.made === made)
        found.set(part, JSON.parse(one.state) as WeekTally) // as it was kept below
      else missing.push({ of, week, part, made })
    }
  }
  for (let n = 0; n < missing.length; n += atOnce) {
    const some = missing.slice(n, n + atOnce)
    for (const [part, tally] of await makeTallies(db, some, now)) found.set(part, tally)
    await setImmediate()
  }
  const tallies = (of: TaughtClass) =>
    weeks.flatMap((week): TalliedWeek[] => {
      const part = partOf(of, week)
      const tally = found.get(part)
      return tally ? [{ monday: week.monday, tally, stale: stale.has(part) }] : []
    })
  return new Map(classes.map((of) => [of.class.timetable.class, tallies(of)]))
}

function partOf(of: TaughtClass, { monday }: Week): string {
  return `week/${of.class.timetable.class}/${monday}`
}

function isOver({ whole, ends }: Week, now: number): boolean {
  return whole && ends <= now
}

/** Names a timetable by all that lessons follow from. */
function fingerprint({ calendar, bells, slots, earlier, changes, until }: TaughtClass['timetables'][number]): string {
  const all = JSON.stringify([tallyVersion, calendar, bells, slots, earlier, changes, until])
  return createHash('sha256').update(all).digest('base64url').slice(0, 16)
}

async function keptTallies(db: HubDb, weeks: readonly Week[]): Promise<Map<string, { made: string; state: string }>> {
  const [first, last] = [weeks[0], weeks[weeks.length - 1]]
  if (!first || !last) return new Map()
  const rows = await db
    .selectFrom('tally')
    .select(['part', 'made', 'state'])
    .where('monday', '>=', first.monday)
    .where('monday', '<=', last.monday)
    .execute()
  return new Map(rows.map(({ part, ...tally }) => [part, tally]))
}

async function staleWeeks(db: HubDb, weeks: readonly Week[]): Promise<Set<string>> {
  const changed = await db
    .selectFrom('evidence')
    .select('part')
    .whereRef('changes', '<>', 'counted')
    .where('day', '>=', weeks[0]?.monday ?? '')
    .execute()
  return new Set(changed.map(({ part }) => part))
}

/** Tallies weeks from what is counted of them, and keeps those that are over. */
async function makeTallies(db: HubDb, wanted: readonly Wanted[], now: number): Promise<[string, WeekTally][]> {
  const parts = wanted.map(({ part }) => part)
  const known = await countedNow(db, parts)
  const tallies = wanted.map(({ of, week, part, made }) => {
    const { state = '', counted = 0 } = known.get(part) ?? {}
    const evidence = state === '' ? undefined : (JSON.parse(state) as WeekEvidence) // as `countEvidence` wrote it
    const { joint, own } = judgeWeek(of, week, evidence, undefined, now)
    const tally = tallyOf(joint, own, reached(joint, evidence))
    return { week, part, made, tally, counted }
  })
  const over = tallies.filter(({ week }) => isOver(week, now))
  if (over.length > 0) await keep(db, over)
  return tallies.map(({ part, tally }) => [part, tally])
}

/** Those of which nothing has been noted or counted meanwhile. */
async function keep(
  db: HubDb,
  tallies: readonly { week: Week; part: string; made: string; tally: WeekTally; counted: number }[],
): Promise<void> {
  await inTurn(db, async (transaction) => {
    const parts = tallies.map(({ part }) => part)
    const known = await countedNow(transaction, parts)
    const rows = tallies
      .filter(({ part, counted }) => {
        const { changes = 0, counted: isCounted = 0 } = known.get(part) ?? {}
        return counted === changes && counted === isCounted
      })
      .map(({ week, part, made, tally }) => [part, week.monday, made, JSON.stringify(tally)])
    if (rows.length === 0) return
    await insertRows(transaction, 'tally', ['part', 'monday', 'made', 'state'], rows)
      .onConflict((conflict) =>
        conflict
          .column('part')
          .doUpdateSet((eb) => ({ made: eb.ref('excluded.made'), state: eb.ref('excluded.state') })),
      )
      .execute()
  })
}

async function countedNow(
  db: HubDb,
  parts: readonly string[],
): Promise<Map<string, { state: string; changes: number; counted: number }>> {
  const rows = await db
    .selectFrom('evidence')
    .select(['part', 'state', 'changes', 'counted'])
    .where('part', 'in', listFromJson(db, parts))
    .execute()
  return new Map(
    rows.map(({ part, state, changes, counted }) => [
      part,
      { state, changes: Number(changes), counted: Number(counted) },
    ]),
  )
}
