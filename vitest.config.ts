import { defineConfig } from 'vitest/config'

/** As vite.config.ts compiles. */
const compiled = {
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { __VERSION__: '"0.0.0"' },
} as const

export default defineConfig({
  test: {
    // Left to itself it keeps one core free, which on two cores is half of the machine.
    maxWorkers: '100%',
    projects: [
      {
        ...compiled,
        test: {
          name: 'unit',
          include: ['{core,hub,src,service-worker,test/network,test/bench,test/packages}/**/*.test.{ts,tsx}'],
        },
      },
      {
        ...compiled,
        // The hub's tests once more, on its other database.
        test: {
          name: 'postgres',
          include: ['{hub,test/databases}/**/*.test.ts'],
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
          // Journeys wait more than they work: two at a time are half as long, more would slow each other's pages.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
