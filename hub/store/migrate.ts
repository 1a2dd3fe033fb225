import { Migrator } from 'kysely'
import { isPostgres } from './dialect.ts'
import { migrations } from './migrations.ts'
import type { HubDb } from './schema.ts'
import { schemaOf } from './tables.ts'

/** Whether this program has a migration of that name. */
export function isKnownMigration(name: string): boolean {
  return Object.hasOwn(migrations({ withoutRowid: false, key: 'text' }), name)
}

/**
 * Brings a database's tables up to date; of several hubs that do so one does the work.
 *
 * @param to the migration to go up to; the last one without
 * @throws if the tables are a newer program's
 */
export async function migrate(db: HubDb, to?: string): Promise<void> {
  const postgres = isPostgres(db)
  const dialect = postgres ? { withoutRowid: false, key: 'text collate "C"' } : { withoutRowid: true, key: 'text' }
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations(dialect) },
    // Or it takes for its own what another county has in the same database.
    ...(postgres && { migrationTableSchema: await schemaOf(db) }),
  })
  const { error } = to === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(to)
  if (error) throw error
}
