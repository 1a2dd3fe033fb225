import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server that the hub's tests use, in the project of that name. */
    postgres: string
  }
}

/** One server for all tests of a project; each hub has a schema of its own in it. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres()
  provide('postgres', postgres.url)
  return () => postgres.stop()
}
