import { type CreateTableBuilder, type Kysely, type Migration, sql } from 'kysely'
import type { RowKey } from '../../core/rows/row-key.ts'
import { noteChanges } from '../reports/changes.ts'
import type { HubTables } from './schema.ts'

export interface Dialect {
  /** SQLite keeps a table with a composed key twice unless told not to. */
  withoutRowid: boolean
  /** Type of keys. They are compared byte by byte, so that a range of row keys means the same on every database. */
  key: string
  /** Type of bytes. */
  bytes: 'blob' | 'bytea'
}

const first = (dialect: Dialect): Migration => ({
  async up(db: Kysely<unknown>) {
    const key = sql.raw(dialect.key)
    const byKey = <T extends string, C extends string>(table: CreateTableBuilder<T, C>) =>
      dialect.withoutRowid ? table.modifyEnd(sql`without rowid`) : table

    await db.schema
      .createTable('hub')
      .addColumn('name', key, (c) => c.primaryKey())
      .addColumn('value', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('device')
      .addColumn('device', key, (c) => c.primaryKey())
      .addColumn('place', key, (c) => c.notNull())
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('up_to', 'bigint', (c) => c.notNull())
      .addColumn('offered_to', 'bigint', (c) => c.notNull())
      .addColumn('safe_to', 'bigint', (c) => c.notNull())
      .addColumn('last_eff', 'bigint', (c) => c.notNull())
      .addColumn('heard', 'bigint', (c) => c.notNull())
      .addColumn('enrolled', 'bigint', (c) => c.notNull())
      .addColumn('revoked', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('device_key').on('device').column('key').execute()
    await byKey(
      db.schema
        .createTable('fact')
        .addColumn('device', key, (c) => c.notNull())
        .addColumn('seq', 'bigint', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('eff', 'bigint', (c) => c.notNull())
        .addColumn('by', 'text', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('why', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('fact_key', ['device', 'seq']),
    ).execute()
    await db.schema.createIndex('fact_state').on('fact').column('state').where('state', '<>', 'taken').execute()
    for (const table of ['fact_row', 'awaited']) {
      await byKey(
        db.schema
          .createTable(table)
          .addColumn('row', key, (c) => c.notNull())
          .addColumn('device', key, (c) => c.notNull())
          .addColumn('seq', 'bigint', (c) => c.notNull())
          .addPrimaryKeyConstraint(`${table}_key`, ['row', 'device', 'seq']),
      ).execute()
    }
    await db.schema
      .createTable('forked')
      .addColumn('id', key, (c) => c.primaryKey())
      .addColumn('device', key, (c) => c.notNull())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('heard', 'bigint', (c) => c.notNull())
      .addColumn('fact', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('row')
      .addColumn('row', key, (c) => c.primaryKey())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('needed_until', key, (c) => c.notNull())
      .execute()
    await byKey(
      db.schema
        .createTable('scope_log')
        .addColumn('scope', key, (c) => c.notNull())
        .addColumn('n', 'bigint', (c) => c.notNull())
        .addColumn('device', key, (c) => c.notNull())
        .addColumn('seq', 'bigint', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('mark', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('scope_log_key', ['scope', 'n']),
    ).execute()
    await db.schema
      .createTable('code')
      .addColumn('code', key, (c) => c.primaryKey())
      .addColumn('place', key, (c) => c.notNull())
      .addColumn('reusable', 'integer', (c) => c.notNull())
      .addColumn('expires', 'bigint', (c) => c.notNull())
      .addColumn('used', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('pin')
      .addColumn('person', key, (c) => c.primaryKey())
      .addColumn('salt', 'text', (c) => c.notNull())
      .addColumn('iterations', 'integer', (c) => c.notNull())
      .addColumn('verifier', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('blob')
      .addColumn('hash', key, (c) => c.primaryKey())
      .addColumn('size', 'bigint', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('whole', 'integer', (c) => c.notNull())
      .addColumn('have', 'bigint', (c) => c.notNull())
      .addColumn('created', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('blob_scope')
      .addColumn('hash', key, (c) => c.notNull())
      .addColumn('scope', key, (c) => c.notNull())
      .addPrimaryKeyConstraint('blob_scope_key', ['hash', 'scope'])
      .execute()
    await byKey(
      db.schema
        .createTable('blob_awaited')
        .addColumn('device', key, (c) => c.notNull())
        .addColumn('hash', key, (c) => c.notNull())
        .addPrimaryKeyConstraint('blob_awaited_key', ['device', 'hash']),
    ).execute()
    await db.schema
      .createTable('package')
      .addColumn('manifest', key, (c) => c.primaryKey())
      .addColumn('id', key, (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('bytes', 'bigint', (c) => c.notNull())
      .addColumn('published', 'bigint', (c) => c.notNull())
      .execute()
  },
})

const guessing = (dialect: Dialect): Migration => ({
  async up(db: Kysely<unknown>) {
    const key = sql.raw(dialect.key)
    await db.schema
      .alterTable('code')
      .addColumn('whole', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
    await db.schema
      .createTable('guess')
      .addColumn('key', key, (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('open', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('guess_key', ['key', 'at'])
      .execute()
  },
})

/** What a shared tablet has no business with, and what is told again when it has. */
const openRows: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('row')
      .addColumn('open', 'integer', (c) => c.notNull().defaultTo(1))
      .execute()
    await db.schema
      .alterTable('scope_log')
      .addColumn('again', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
  },
}

/** Blobs that nobody had named were everybody's: those that are there are files of packages, and say so from now on. */
const countysBlobs: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      insert into blob_scope (hash, scope)
      select hash, 'county' from blob
      where whole = 1 and hash not in (select hash from blob_scope)
    `.execute(db)
  },
}

const auditLog = (dialect: Dialect): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('audit')
      .addColumn('n', 'bigint', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('device', 'text', (c) => c.notNull())
      .addColumn('act', sql.raw(dialect.key), (c) => c.notNull())
      .addColumn('about', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .execute()
  },
})

const people = (dialect: Dialect): Migration => ({
  async up(db: Kysely<unknown>) {
    const key = sql.raw(dialect.key)
    await db.schema
      .createTable('person')
      .addColumn('sourced_id', key, (c) => c.primaryKey())
      .addColumn('person', key, (c) => c.notNull())
      .addColumn('student_hash', key, (c) => c.notNull())
      .addColumn('since', 'bigint', (c) => c.notNull())
      .execute()
  },
})

/** How devices are, where they stood before, and codes for who has forgotten a PIN. */
const devicesAtTheDesk = (dialect: Dialect): Migration => ({
  async up(db: Kysely<unknown>) {
    const key = sql.raw(dialect.key)
    await db.schema
      .alterTable('device')
      .addColumn('gap_since', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema
      .createTable('device_word')
      .addColumn('device', key, (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('version', 'text', (c) => c.notNull())
      .addColumn('used', 'bigint', (c) => c.notNull())
      .addColumn('quota', 'bigint', (c) => c.notNull())
      .addColumn('clock_off', 'bigint', (c) => c.notNull())
      .addColumn('unsent', 'bigint', (c) => c.notNull())
      .addColumn('photos', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('device_move')
      .addColumn('key', key, (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('from_place', key, (c) => c.notNull())
      .addColumn('to_place', key, (c) => c.notNull())
      .addColumn('known', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('device_move_key', ['key', 'at'])
      .execute()
    await db.schema
      .createTable('spare_pin')
      .addColumn('person', key, (c) => c.primaryKey())
      .addColumn('salt', 'text', (c) => c.notNull())
      .addColumn('given', 'integer', (c) => c.notNull())
      .addColumn('used', 'integer', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('spare_code')
      .addColumn('person', key, (c) => c.notNull())
      .addColumn('n', 'integer', (c) => c.notNull())
      .addColumn('verifier', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('spare_code_key', ['person', 'n'])
      .execute()
  },
})

/** What reports count, of the rows that are there already too. */
const evidence = (dialect: Dialect): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('evidence')
      .addColumn('part', sql.raw(dialect.key), (c) => c.primaryKey())
      .addColumn('day', sql.raw(dialect.key), (c) => c.notNull())
      .addColumn('changes', 'bigint', (c) => c.notNull())
      .addColumn('counted', 'bigint', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('evidence_day').on('evidence').column('day').execute()
    await sql`create index evidence_changed on evidence (part) where changes <> counted`.execute(db)
    await noteAllRows(db as Kysely<HubTables>) // its tables are these now
  },
})

async function noteAllRows(db: Kysely<HubTables>): Promise<void> {
  for (let last = ''; ; ) {
    const rows = await db.selectFrom('row').select('row').where('row', '>', last).orderBy('row').limit(5_000).execute()
    const end = rows[rows.length - 1]
    if (!end) return
    await noteChanges(
      db,
      rows.map(({ row }) => row as RowKey), // written from one
    )
    last = end.row
  }
}

const goneBlobs = (dialect: Dialect): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('blob_gone')
      .addColumn('hash', sql.raw(dialect.key), (c) => c.primaryKey())
      .execute()
  },
})

const consents = (dialect: Dialect): Migration => ({
  async up(db: Kysely<unknown>) {
    const key = sql.raw(dialect.key)
    await db.schema
      .createTable('consent')
      .addColumn('person', key, (c) => c.notNull())
      .addColumn('form', key, (c) => c.notNull())
      .addColumn('date', 'text', (c) => c.notNull())
      .addColumn('scope', 'text', (c) => c.notNull())
      .addColumn('withdrawn', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('consent_key', ['person', 'form'])
      .execute()
    await db.schema
      .alterTable('person')
      .addColumn('name', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
  },
})

/** Counted in slices, the latest days first; and what weeks that are over came to. */
const tallies = (dialect: Dialect): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('tally')
      .addColumn('part', sql.raw(dialect.key), (c) => c.primaryKey())
      .addColumn('monday', sql.raw(dialect.key), (c) => c.notNull())
      .addColumn('made', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('tally_monday').on('tally').column('monday').execute()
    await db.schema
      .alterTable('evidence')
      .addColumn('work_of', sql.raw(dialect.key), (c) => c.notNull().defaultTo(''))
      .execute()
    for (const count of ['handed', 'marked', 'returned'])
      await db.schema
        .alterTable('evidence')
        .addColumn(count, 'integer', (c) => c.notNull().defaultTo(0))
        .execute()
    await sql`drop index evidence_changed`.execute(db)
    await sql`update evidence set day = substr(part, length(part) - 9) where part like 'week/%' and day = ''`.execute(
      db,
    )
    await sql`update evidence set changes = changes + 1 where part like 'work/%'`.execute(db)
    await sql`create index evidence_changed on evidence (day, part) where changes <> counted`.execute(db)
    await sql`create index evidence_work on evidence (day, work_of, handed, marked, returned) where work_of <> ''`.execute(
      db,
    )
  },
})

/** Whom no list may bring back. */
const erasedNumbers = (dialect: Dialect): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('erased_number')
      .addColumn('number', sql.raw(dialect.key), (c) => c.primaryKey())
      .addColumn('person', sql.raw(dialect.key), (c) => c.notNull())
      .execute()
  },
})

/** Which forms the office has written down itself, or struck out. */
const formSources: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('consent')
      .addColumn('source', 'text', (c) => c.notNull().defaultTo('roster'))
      .execute()
  },
}

/** How far devices have read the county's log: whom they have heard to be erased. */
const countyRead: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('device')
      .addColumn('county_read', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
  },
}

/** Members' rows by the person, who stands behind the class in their keys (`facts/memberships.ts`). */
const memberships = (dialect: Dialect): Migration => ({
  async up(db: Kysely<unknown>) {
    const person = dialect.withoutRowid
      ? sql`substr("row", 8 + instr(substr("row", 8), '/'))`
      : sql`split_part("row", '/', 3)`
    await sql`create index row_of_member on "row" (${person}) where "row" >= 'member/' and "row" < 'member0'`.execute(
      db,
    )
  },
})

/** Where a device says it stood, and the hub does not know of it. */
const stoodAt: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('device')
      .addColumn('stood_at', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
  },
}

/** What the office uploads, so that any hub can go on with it. */
const uploads = (dialect: Dialect): Migration => ({
  async up(db: Kysely<unknown>) {
    const key = sql.raw(dialect.key)
    await db.schema
      .createTable('upload')
      .addColumn('id', key, (c) => c.primaryKey())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('asked', 'bigint', (c) => c.notNull())
      .addColumn('back', 'text', (c) => c.notNull())
      .addColumn('step', 'text', (c) => c.notNull())
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addColumn('changes', 'integer', (c) => c.notNull())
      .addColumn('shown_for', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('upload_file')
      .addColumn('upload', key, (c) => c.notNull())
      .addColumn('n', 'integer', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('bytes', sql.raw(dialect.bytes), (c) => c.notNull())
      .addPrimaryKeyConstraint('upload_file_key', ['upload', 'n'])
      .execute()
  },
})

/** In the order of their names; never changed once released. */
export const migrations = (dialect: Dialect): Record<string, Migration> => ({
  '001-first': first(dialect),
  '002-guessing': guessing(dialect),
  '003-open-rows': openRows,
  '004-countys-blobs': countysBlobs,
  '005-audit': auditLog(dialect),
  '006-people': people(dialect),
  '007-devices': devicesAtTheDesk(dialect),
  '008-evidence': evidence(dialect),
  '009-gone-blobs': goneBlobs(dialect),
  '010-consents': consents(dialect),
  '011-tallies': tallies(dialect),
  '012-erased-numbers': erasedNumbers(dialect),
  '013-form-sources': formSources,
  '014-county-read': countyRead,
  '015-memberships': memberships(dialect),
  '016-stood-at': stoodAt,
  '017-uploads': uploads(dialect),
})
