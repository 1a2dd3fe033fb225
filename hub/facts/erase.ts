import { sql } from 'kysely'
import { kindNamed, readBody } from '../../core/facts/catalogue.ts'
import { type Erased, withoutAnyOf } from '../../core/facts/erasing.ts'
import type { Fact } from '../../core/facts/fact.ts'
import type { ClassId, DeviceId, PersonId } from '../../core/facts/ids.ts'
import { personErased } from '../../core/facts/kinds/person-erased.ts'
import type { erasedPeople } from '../../core/rows/erased.ts'
import { lessonsRange, type RowKey, type RowRange, rowKey, rowPart, rowRange } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { note } from '../audit/log.ts'
import { erasedNumberOf } from '../roster/identity.ts'
import type { HubDb } from '../store/schema.ts'
import { secretOf } from '../store/secret.ts'
import { forgetBlobs } from './forget-blobs.ts'
import type { Judged } from './judge.ts'
import { membershipsOf } from './memberships.ts'
import { reduceRowsAnew } from './rows.ts'

/** What comes in about people who were erased meanwhile, without what has to go: a device may not have heard of it yet. */
export async function withoutErased(db: HubDb, facts: readonly Judged[]): Promise<readonly Judged[]> {
  const erased = await erasedBefore(db, facts)
  if (erased.length === 0) return facts
  return facts.map((fact) => {
    const rest = withoutAnyOf(fact, erased)
    return rest ? { ...rest, read: rest.body, text: JSON.stringify(rest.body) } : fact
  })
}

/** Whom these facts may speak of and nobody may keep anything of: all who were erased, if there is anything to take out. */
export async function erasedBefore(db: HubDb, facts: readonly Pick<Fact, 'kind'>[]): Promise<readonly Erased[]> {
  return facts.some(({ kind }) => kindNamed(kind)?.erase) ? allErased(db) : []
}

/**
 * Takes the people out of everything here whom these facts name as erased, within the caller's transaction, and notes who
 * had it done. @param now ms since 1970
 */
export async function eraseNamed(db: HubDb, taken: readonly Judged[], now: number): Promise<void> {
  const named = taken.filter(({ kind }) => kind === personErased.name)
  const all = named.length > 0 ? await allErased(db) : []
  for (const { read, by, device } of named) {
    const erased = read as Erased // its kind's body
    await erasePerson(db, erased.person, all)
    await note(db, { act: 'person.erased', by, device, about: { person: erased.person } }, now)
  }
}

/** As if all erasures had just been heard: a hub that was put back from an old copy has the old words again. */
export async function eraseAgain(db: HubDb): Promise<void> {
  const all = await allErased(db)
  for (const { person } of all) await erasePerson(db, person, all)
}

async function allErased(db: HubDb): Promise<Erased[]> {
  const { from, below } = rowRange('erased')
  const rows = await db
    .selectFrom('row')
    .select(['row', 'state'])
    .where('row', '>=', from)
    .where('row', '<', below)
    .execute()
  return rows.map(({ row, state }) => {
    const { day } = JSON.parse(state) as StateOf<typeof erasedPeople> // its table's
    return { person: rowPart(row as RowKey, 0) as PersonId, day } // as its key was made
  })
}

/** @param all who were erased, this person among them: what several did together goes with the last one */
async function erasePerson(db: HubDb, person: PersonId, all: readonly Erased[]): Promise<void> {
  await eraseTaken(db, person, all)
  await eraseQuarantined(db, person, all)
  await forgetNumbers(db, person)
  for (const table of ['pin', 'spare_pin', 'spare_code', 'consent'] as const)
    await db.deleteFrom(table).where('person', '=', person).execute()
  // Somebody may stand in it, and it is uploaded again in a minute.
  for (const table of ['upload', 'upload_file'] as const) await db.deleteFrom(table).execute()
}

/** Their numbers go; what is kept of them tells only that whoever comes with one was erased. */
async function forgetNumbers(db: HubDb, person: PersonId): Promise<void> {
  const kept = await db.selectFrom('person').selectAll().where('person', '=', person).execute()
  if (kept.length === 0) return
  const secret = await secretOf(db)
  const numbers = new Set(kept.flatMap((one) => [one.sourced_id, one.student_hash]).filter((number) => number !== ''))
  for (const number of numbers)
    await db
      .insertInto('erased_number')
      .values({ number: erasedNumberOf(number, secret), person })
      .onConflict((conflict) => conflict.column('number').doUpdateSet({ person }))
      .execute()
  await db.deleteFrom('person').where('person', '=', person).execute()
}

/** Facts that count: found by the rows that speak of the person. */
async function eraseTaken(db: HubDb, person: PersonId, all: readonly Erased[]): Promise<void> {
  const ranges = await rowsAbout(db, person)
  const rows = new Set<RowKey>()
  const before: Fact[] = []
  for (const { from, below, ending = '' } of ranges) {
    const found = await db
      .selectFrom('fact_row')
      .innerJoin('fact', (join) =>
        join.onRef('fact.device', '=', 'fact_row.device').onRef('fact.seq', '=', 'fact_row.seq'),
      )
      .select(['fact_row.row', 'fact.device', 'fact.seq', 'fact.at', 'fact.by', 'fact.kind', 'fact.body'])
      .where('fact_row.row', '>=', from)
      .where('fact_row.row', '<', below)
      .where('fact_row.row', 'like', `%${ending}`)
      .execute()
    for (const { row, ...fact } of found) {
      const kept = factOf(fact)
      const rest = withoutAnyOf(kept, all)
      if (!rest) continue
      await setBody(db, rest)
      before.push(kept)
      rows.add(row as RowKey) // written from one
      // A photo on which several are seen goes from the others' work, too.
      for (const other of rowsOf(kept)) rows.add(other)
    }
  }
  await reduceRowsAnew(db, [...rows])
  await forgetBlobs(db, before)
}

interface RowsAbout extends RowRange {
  /** What their keys end with. */
  ending?: string
}

/** `member/CLASS/PERSON` of every class there was, what hangs on these classes, and places that are the person's own. */
async function rowsAbout(db: HubDb, person: PersonId): Promise<RowsAbout[]> {
  const classes = [...new Set((await membershipsOf(db, [person])).map((row) => rowPart(row, 0)))]
  const only = (row: RowKey): RowRange => ({ from: row, below: `${row} ` }) // a space comes before all that ids are made of
  const places = await db
    .selectFrom('row')
    .select('row')
    .where('row', '>=', rowRange('place').from)
    .where('row', '<', rowRange('place').below)
    .where('state', 'like', `%"person":"${person}"%`)
    .execute()
  const own = places.map(({ row }) => only(row as RowKey)) // written from one
  const ofClasses = classes.flatMap((one) => [
    only(rowKey('member', one, person)),
    { ...rowRange('work', one), ending: `/${person}` },
    rowRange('practice', one, person),
    { ...lessonsRange('response', one as ClassId), ending: `/${person}` }, // a member's key has it
    rowRange('course', one),
  ])
  return [...own, ...ofClasses]
}

/** What waits, was refused or is forked counts for nothing, and has words and photos all the same. These are few. */
async function eraseQuarantined(db: HubDb, person: PersonId, all: readonly Erased[]): Promise<void> {
  const named = `%"${person}"%`
  const waiting = await db
    .selectFrom('fact')
    .select(['device', 'seq', 'at', 'by', 'kind', 'body'])
    .where('state', '<>', sql.lit('taken'))
    .where('body', 'like', named)
    .execute()
  const before: Fact[] = []
  for (const one of waiting) {
    const kept = factOf(one)
    const rest = withoutAnyOf(kept, all)
    if (!rest) continue
    await setBody(db, rest)
    before.push(kept)
  }
  await forgetBlobs(db, before)
  for (const { id, fact } of await db
    .selectFrom('forked')
    .select(['id', 'fact'])
    .where('fact', 'like', named)
    .execute()) {
    const rest = withoutAnyOf(JSON.parse(fact) as Fact, all) // it was written from one
    if (rest)
      await db
        .updateTable('forked')
        .set({ fact: JSON.stringify(rest) })
        .where('id', '=', id)
        .execute()
  }
}

function rowsOf({ kind, body }: Fact): readonly RowKey[] {
  const read = readBody(kind, body)
  return read.ok ? read.kind.rows(read.body) : []
}

interface KeptFact {
  device: string
  seq: number
  at: number
  by: string
  kind: string
  body: string
}

function factOf({ device, seq, at, by, kind, body }: KeptFact): Fact {
  // Parsed at intake.
  const ids = { device: device as DeviceId, by: by as PersonId | '' }
  return { ...ids, seq: Number(seq), at: Number(at), kind, body: JSON.parse(body) }
}

async function setBody(db: HubDb, { device, seq, body }: Fact): Promise<void> {
  await db
    .updateTable('fact')
    .set({ body: JSON.stringify(body) })
    .where('device', '=', device)
    .where('seq', '=', seq)
    .execute()
}
