import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** As vite.config.ts compiles. */
const compiled = {
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { __VERSION__: '"0.0.0"' },
} as const

/** None of these takes a second on a machine that has nothing else to do; how long they may take is no promise. */
const patience = { testTimeout: 30_000, hookTimeout: 30_000 } as const

/** What these promise of files, lines and requests is the same whichever database is behind it. */
const onceIsEnough = /backup\/prune|roster\/uploads|http\/any-request|people\/command|live\/connection|facts\/any-live/

/** The hub's tests that open a database. */
const onDatabases = readdirSync('hub', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && !onceIsEnough.test(file))
  .map((file) => join('hub', file))
  .filter((file) => /small-county|test-database/.test(readFileSync(file, 'utf8')))

export default defineConfig({
  test: {
    // Left to itself it keeps one core free, which on two cores is half of the machine.
    maxWorkers: '100%',
    projects: [
      {
        ...compiled,
        test: {
          name: 'unit',
          include: ['{core,hub,test/network,test/bench,test/packages,test/parsers}/**/*.test.ts'],
          // They keep nothing in their modules; loading these anew for each file takes longer than the tests.
          isolate: false,
          ...patience,
        },
      },
      {
        ...compiled,
        test: {
          name: 'app',
          include: ['{src,service-worker}/**/*.test.{ts,tsx}'],
          setupFiles: 'src/i18n/in-chinese.fixture.ts',
          isolate: false,
          ...patience,
        },
      },
      {
        ...compiled,
        // Once more, on the hub's other database.
        test: {
          name: 'postgres',
          include: [...onDatabases, 'test/databases/**/*.test.ts'],
          isolate: false,
          ...patience,
          globalSetup: 'test/databases/server.ts',
        },
      },
      {
        ...compiled,
        test: { name: 'simulation', include: ['test/simulation/**/*.test.ts'], testTimeout: 120_000 },
      },
      {
        ...compiled,
        // Hubs in processes of their own, as they are built.
        test: { name: 'hubs', include: ['test/hubs/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 60_000 },
      },
      {
        ...compiled,
        test: {
          name: 'browser',
          include: ['test/**/*.browser.ts'],
          // Journeys wait more than they work: two at a time are half as long, three slow each other's pages.
          maxWorkers: 2,
          isolate: false,
          globalSetup: 'test/hubs/first-start.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
