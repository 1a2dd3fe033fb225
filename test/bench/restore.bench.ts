import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { BackupFiles } from '../../hub/backup/files.ts'
import { type Manifest, writeManifest } from '../../hub/backup/manifest.ts'
import { root } from '../../hub/commands/install.mjs'
import { markAfter } from '../../hub/facts/scope-log.ts'
import { postgresPrograms, startPostgres } from '../databases/postgres.ts'
import { bench, type Figures } from './bench.ts'

const classes = Number(process.env.BENCH_CLASSES ?? 250)
const factsInClass = 4_000
const pupils = 40

export default bench({
  name: 'restore',
  how: `\`npm run restore\` of a backup of ${(classes * factsInClass).toLocaleString('en-US')} answers in the logs of ${classes} classes, ten to a piece of homework, into an empty
folder with SQLite, and into one with an empty PostgreSQL on the same machine: every file checked, every fact read, every row reduced.`,
  budget: { seconds: { atMost: 60 }, postgresSeconds: { atMost: 60 } },
  needs: ['build'],
  async measure() {
    const scratch = await mkdtemp(path.join(tmpdir(), 'tongke-restore-'))
    try {
      const backup = path.join(scratch, 'backup')
      await writeBackup(backup)
      const figures: Figures = {
        seconds: restore(backup, { DATA_DIR: path.join(scratch, 'sqlite') }),
        facts: classes * factsInClass,
      }
      if (!postgresPrograms()) return figures
      const postgres = await startPostgres()
      try {
        const keeping = { DATA_DIR: path.join(scratch, 'postgres'), DATABASE_URL: postgres.url }
        return { ...figures, postgresSeconds: restore(backup, keeping) }
      } finally {
        await postgres.stop()
      }
    } finally {
      await rm(scratch, { recursive: true })
    }
  },
})

/** @returns how long it took, s */
function restore(backup: string, keeping: NodeJS.ProcessEnv): number {
  const began = performance.now()
  const command = [path.join(root, 'hub/commands/backup.mjs'), 'restore', backup]
  execFileSync(process.execPath, command, {
    env: { ...process.env, ...keeping },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return (performance.now() - began) / 1000
}

async function writeBackup(folder: string): Promise<void> {
  const files = new BackupFiles(folder)
  const made = Date.UTC(2026, 10, 27)
  const ends: Manifest['ends'] = {}
  const part = async (lines: AsyncIterable<unknown>) => {
    const written = await files.write(lines)
    if (!written) throw new Error('there are lines')
    return written
  }
  const log = [await part(entries(made, ends))]
  const rows = { hub: await part(lines(['name', 'value'], ['secret', 'kept'])), device: await part(devices(made)) }
  const blobs = { count: 0, bytes: 0 }
  await writeManifest(folder, { v: 1, hub: '0'.repeat(64), tables: '005-audit', made, log, ends, rows, blobs })
}

async function* lines(...all: unknown[][]) {
  yield* all
}

async function* devices(made: number) {
  yield ['device', 'place', 'key', 'up_to', 'offered_to', 'safe_to', 'last_eff', 'heard', 'enrolled', 'revoked']
  for (let c = 0; c < classes; c++)
    yield [deviceOf(c), `class-${c}`, `key ${c}`, factsInClass, factsInClass, 0, made, made, made, 0]
}

function deviceOf(c: number): string {
  return `class-${c}-tablet-${'x'.repeat(12)}`
}

/** Each class's log: a tablet whose pupils answer in turn. */
async function* entries(made: number, ends: Manifest['ends']) {
  for (let c = 0; c < classes; c++) {
    const scope = `class:class-${c}`
    let mark = 0
    for (let n = 1; n <= factsInClass; n++) {
      const pupil = `pupil-${c}-${n % pupils}`
      const turn = Math.floor(n / pupils)
      const about = { class: `class-${c}`, assignment: `homework-${Math.floor(turn / 10)}`, pupils: [pupil] }
      const text = JSON.stringify({ ...about, question: `q${turn % 10}`, answer: n % 4 })
      const at = made - (factsInClass - n) * 60_000
      const fact = { device: deviceOf(c), seq: n, at, eff: at, by: pupil, kind: 'homework.answered', text }
      mark = markAfter(mark, fact, '')
      yield [scope, n, mark, '', fact.device, n, at, at, pupil, fact.kind, text]
    }
    ends[scope] = [factsInClass, mark]
  }
}
