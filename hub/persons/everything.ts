import { kindNamed, readBody } from '../../core/facts/catalogue.ts'
import type { BlobHash, PersonId } from '../../core/facts/ids.ts'
import type { OnePerson } from '../../core/reports/people.ts'
import type { assignments } from '../../core/rows/assignment.ts'
import { rowPart, rowRange } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import type { BlobKeep } from '../blobs/folder.ts'
import { rowsIn } from '../facts/rows.ts'
import { listFromJson } from '../store/bulk.ts'
import type { HubDb, HubTables } from '../store/schema.ts'
import type { KeptFact } from './facts-about.ts'
import { classesById } from './members.ts'
import type { Known } from './one.ts'

/**
 * The tables that keep something of a person beside facts, by `person`: which columns of theirs are given out. Secrets are
 * told of, and not given. A test finds every table that has such a column.
 */
export const tablesOfPeople = {
  person: ['sourced_id', 'name', 'since'],
  consent: ['form', 'date', 'scope', 'withdrawn', 'source'],
  pin: [],
  spare_pin: ['given', 'used'],
  spare_code: ['n'],
  erased_number: [],
} satisfies { [Name in keyof HubTables]?: (keyof HubTables[Name])[] }

/** All that a hub keeps of somebody, as it is handed out. */
export interface Everything {
  /** Of this shape: what a program that reads it looks at first. */
  format: 'tongke-person-1'
  /** When it was put together, ISO 8601. */
  made: string
  county: string
  person: Pick<OnePerson, 'name' | 'numbers' | 'memberships' | 'ids'>
  /** By table. */
  kept: Record<string, Record<string, string | number>[]>
  facts: ToldFact[]
  photos: ToldPhoto[]
  /** Who looked at or changed something of them: when and what. */
  log: { at: string; act: string }[]
  /** What classes and pieces of homework are called that facts name by their ids. */
  names: Record<string, string>
}

export interface ToldFact {
  /** Its name, `DEVICE:SEQ`. */
  fact: string
  /** Effective time, ISO 8601. */
  at: string
  kind: string
  /** Who recorded it. */
  by: 'themselves' | 'another' | 'device' | 'office'
  state: KeptFact['state']
  body: unknown
}

export interface ToldPhoto {
  hash: BlobHash
  /** Where in the archive it is; '' of one that has not come, or that is not given out. */
  file: string
  why: '' | 'not-here' | 'shows-others'
}

export async function everythingOf(
  { db, blobs }: { db: HubDb; blobs: Pick<BlobKeep, 'info'> },
  { whole, shown, facts }: Known,
): Promise<Everything> {
  const ids = new Set<string>(whole.ids)
  const { name, numbers, memberships } = shown
  return {
    format: 'tongke-person-1',
    made: new Date(shown.asOf).toISOString(),
    county: await countyName(db),
    person: { name, numbers, memberships, ids: whole.ids },
    kept: await keptOf(db, whole.ids),
    facts: facts.map(({ device, seq, eff, kind, by, state, body }) => ({
      fact: `${device}:${seq}`,
      at: new Date(eff).toISOString(),
      kind,
      by: by === '' ? machineOf(kind) : ids.has(by) ? 'themselves' : 'another',
      state,
      body,
    })),
    photos: await photosIn(blobs, facts, ids),
    log: await logOf(db, whole.ids),
    names: await namesIn(db, facts),
  }
}

/** What nobody recorded was a device's own, or came with what the office brought in. */
function machineOf(kind: string): 'device' | 'office' {
  return kindNamed(kind)?.recordedBy.some(({ role }) => role === 'device') ? 'device' : 'office'
}

async function countyName(db: HubDb): Promise<string> {
  const [county] = await rowsIn(db, [rowRange('county')])
  return (county?.state as { name: string } | undefined)?.name ?? '' // its table's
}

async function keptOf(db: HubDb, ids: readonly PersonId[]): Promise<Everything['kept']> {
  const kept: Everything['kept'] = {}
  for (const [table, columns] of Object.entries(tablesOfPeople)) {
    const rows = await db
      .selectFrom(table as keyof typeof tablesOfPeople) // one of its keys
      .selectAll()
      .where('person', 'in', listFromJson(db, ids))
      .execute()
    if (rows.length === 0) continue
    kept[table] = rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([column]) => (columns as readonly string[]).includes(column))),
    )
  }
  return kept
}

async function photosIn(
  blobs: Pick<BlobKeep, 'info'>,
  facts: readonly KeptFact[],
  ids: ReadonlySet<string>,
): Promise<ToldPhoto[]> {
  const told = new Map<BlobHash, ToldPhoto>()
  for (const { kind, body } of facts) {
    const read = readBody(kind, body)
    const hash = read.ok ? read.kind.blobs?.(read.body)[0] : undefined
    if (!read.ok || hash === undefined) continue
    const showsOthers = (read.kind.portrays?.(read.body) ?? []).some((one) => !ids.has(one))
    const isHere = (await blobs.info(hash))?.whole === true
    const why = showsOthers ? 'shows-others' : isHere ? '' : 'not-here'
    told.set(hash, { hash, why, file: why === '' ? `photos/${hash.slice(0, 16)}.jpg` : '' })
  }
  return [...told.values()]
}

async function logOf(db: HubDb, ids: readonly PersonId[]): Promise<Everything['log']> {
  const rows = await db
    .selectFrom('audit')
    .select(['at', 'act', 'about'])
    .where((eb) => eb.or(ids.map((one) => eb('about', 'like', `%"${one}"%`))))
    .orderBy('n')
    .execute()
  return rows
    .filter(({ about }) => ids.some((one) => about.includes(`"${one}"`)))
    .map(({ at, act }) => ({ at: new Date(Number(at)).toISOString(), act }))
}

/** Of the classes and pieces of homework that these facts name. */
async function namesIn(db: HubDb, facts: readonly KeptFact[]): Promise<Record<string, string>> {
  const said = JSON.stringify(facts.map(({ body }) => body))
  const names: Record<string, string> = {}
  const classes = [...(await classesById(db)).values()].filter((one) => said.includes(`"${one.class}`))
  for (const one of classes) names[one.class] = `${one.schoolName} ${one.name}`
  const ranges = classes.map((one) => rowRange('assignment', one.class))
  for (const { row, state } of await rowsIn(db, ranges)) {
    const id = rowPart(row, 1)
    if (said.includes(`"${id}"`)) names[id] = (state as StateOf<typeof assignments>).title // its table's
  }
  return names
}
