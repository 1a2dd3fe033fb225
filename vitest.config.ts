import { defineConfig } from 'vitest/config'

/** JSX as vite.config.ts compiles it. */
const oxc = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const

export default defineConfig({
  test: {
    projects: [
      {
        oxc,
        test: {
          name: 'unit',
          include: ['{core,hub,src,service-worker,test/network,test/bench}/**/*.test.{ts,tsx}'],
        },
      },
      {
        oxc,
        test: { name: 'simulation', include: ['test/simulation/**/*.test.ts'], testTimeout: 120_000 },
      },
      {
        oxc,
        test: {
          name: 'browser',
          include: ['test/**/*.browser.ts'],
          // A page that shares two cores with another is a slower page: one file after the other.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
