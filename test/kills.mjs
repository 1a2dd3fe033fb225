/**
 * npm run kills     real processes killed many times: a hub 200 times while devices deliver, one of two hubs and their
 *                   PostgreSQL 20 times, Chromium 30 times while somebody marks the register (ten times three). A quarter of an hour
 *                   or two. `npm test` does the same a few times.
 */
import { spawnSync } from 'node:child_process'
import path from 'node:path'

const rounds = [['test/hubs'], ...Array.from({ length: 10 }, () => ['killed.browser'])]
for (const words of rounds) {
  const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, 'run.mjs'), ...words], {
    stdio: 'inherit',
    env: { ...process.env, KILLS: 'many' },
  })
  if (status !== 0) process.exit(1)
}
