import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type UserConfig } from 'vite'
import { type BuiltFiles, wavesOf } from './service-worker/waves.ts'

const version = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8')).version

/** The oldest browser that classrooms have. */
const floor = 'chrome88'

/**
 * What is loaded together is one file: on a thin line each costs its headers, and a dictionary of its own. Each takes
 * with it what it needs and no file above it has.
 */
const together = [
  {
    name: 'shell',
    test: /src\/(main|known-places|route|home\/snapshot)\.tsx?$|src\/i18n\/(words|language)|node_modules\/preact/,
  },
  { name: 'home', test: /src\/place\/show-place\.tsx$/ },
  { name: 'store', test: /src\/first\/enrol\.ts$/ },
  { name: 'inside', test: /src\/(place\/inside|home\/live-home)\.tsx$/ },
  // What screens are made of; several have each.
  { name: 'parts', test: /src\/(ui\/(?!kai)|who|line|here)/, minShareCount: 2 },
  // How the screens look that are no place's first.
  { name: 'looks', test: /src\/(?!first|picker|homework\/pupil|office|board).*\.css$/ },
  { name: 'looks-office', test: /src\/office\/.*\.css$/ },
].map((group, n) => ({ ...group, priority: 100 - n }))

const app: UserConfig = {
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target: floor,
    manifest: true,
    // hls.js is one file, and asked for by who sees a picture late.
    chunkSizeWarningLimit: 700,
    modulePreload: {
      polyfill: false,
      // The scripts that a screen needs it asks for itself; named beforehand for every screen they would make each home longer.
      resolveDependencies: (_, files, { hostId }) =>
        hostId.includes('inside-') ? files.filter((file) => file.endsWith('.css')) : files,
    },
    rolldownOptions: { input: ['index.html', 'place.html'], output: { codeSplitting: { groups: together } } },
  },
  server: {
    proxy: {
      '/api': { target: `http://localhost:${process.env.PORT ?? 8080}`, ws: true },
      '/notice': `http://localhost:${process.env.PORT ?? 8080}`,
    },
  },
}

/** One classic script: module workers need Chrome 91. */
const serviceWorker = (): UserConfig => ({
  publicDir: false,
  define: {
    __WAVES__: JSON.stringify(
      wavesOf(
        JSON.parse(readFileSync(join(import.meta.dirname, 'dist/app/.vite/manifest.json'), 'utf8')) as BuiltFiles,
      ),
    ),
    'process.env.NODE_ENV': '"production"',
  },
  build: {
    outDir: 'dist/app',
    emptyOutDir: false,
    target: floor,
    lib: {
      entry: 'service-worker/service-worker.ts',
      formats: ['iife'],
      name: 'tongke',
      fileName: () => 'service-worker.js',
    },
  },
})

const hub: UserConfig = {
  publicDir: false,
  build: {
    outDir: 'dist/hub',
    emptyOutDir: true,
    target: 'node20',
    ssr: true,
    rolldownOptions: {
      input: {
        start: 'hub/start.ts',
        pack: 'hub/packages/command.ts',
        people: 'hub/people/command.ts',
        backup: 'hub/backup/command.ts',
      },
    },
  },
}

export default defineConfig(({ mode }) => {
  const one = mode === 'hub' ? hub : mode === 'service-worker' ? serviceWorker() : app
  return {
    ...one,
    define: { ...one.define, __VERSION__: JSON.stringify(version), __BUILT__: String(Date.now()) },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  }
})
