/** SQLite's (through libsql), the file system's two, and PostgreSQL's word for a disk without room (its class 53, `disk_full`). */
const codes = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT', '53100'])

/** Whether something failed for want of room. What was to be written then was not, and was not answered for. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && codes.has(String(error.code))
}
