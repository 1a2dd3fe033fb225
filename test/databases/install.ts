import { installDebianPackages } from '../machine/debian.ts'
import { postgresPrograms } from './postgres.ts'

/** Makes sure of a PostgreSQL, by the machine's own means. @returns whether there is one */
export function ensurePostgres(): boolean {
  if (!postgresPrograms()) installDebianPackages(['postgresql'])
  return postgresPrograms() !== undefined
}
