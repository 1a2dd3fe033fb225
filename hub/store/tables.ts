import { sql, type TableMetadata } from 'kysely'
import { isPostgres } from './dialect.ts'
import type { HubDb } from './schema.ts'

/** The tables that there are, those of the migrations included; on PostgreSQL of the connection's own schema. */
export async function tablesOf(db: HubDb): Promise<TableMetadata[]> {
  const all = await db.introspection.getTables()
  if (!isPostgres(db)) return all
  const schema = await schemaOf(db)
  return all.filter((table) => table.schema === schema)
}

/** Of a PostgreSQL connection: where its tables are made. */
export async function schemaOf(db: HubDb): Promise<string> {
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db)
  return rows[0]?.schema ?? 'public'
}
