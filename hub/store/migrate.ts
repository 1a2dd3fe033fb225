import { Migrator } from 'kysely'
import { isPostgres } from './dialect.ts'
import { type Dialect, migrations } from './migrations.ts'
import type { HubDb } from './schema.ts'
import { schemaOf } from './tables.ts'

const sqlite: Dialect = { withoutRowid: true, key: 'text', bytes: 'blob' }
const postgresql: Dialect = { withoutRowid: false, key: 'text collate "C"', bytes: 'bytea' }

/** Whether this program has a migration of that name. */
export function isKnownMigration(name: string): boolean {
  return Object.hasOwn(migrations(sqlite), name)
}

/**
 * Brings a database's tables up to date; of several hubs that do so one does the work.
 *
 * @param to the migration to go up to; the last one without
 * @throws if the tables are a newer program's
 */
export async function migrate(db: HubDb, to?: string): Promise<void> {
  const postgres = isPostgres(db)
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations(postgres ? postgresql : sqlite) },
    // Or it takes for its own what another county has in the same database.
    ...(postgres && { migrationTableSchema: await schemaOf(db) }),
  })
  const { error } = to === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(to)
  if (error) throw error
}
