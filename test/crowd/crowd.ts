import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type LaunchedBrowser, launch, runsHere, type Version, versions } from '../browsers/launch.ts'
import { startHub } from '../hubs/hub-at-work.ts'
import { answer, type Classroom, openClassroom, pageOf, rungOf, strokesOf } from './classroom.ts'
import { countyOf } from './county.ts'
import { keptOf } from './kept.ts'
import { type LineName, lineOf, withoutUdp } from './lines.ts'
import { type InStep, report, tell } from './report.ts'
import { openStudio, type Studio, write } from './studio.ts'

const usage = 'npm run crowd -- [--classrooms N] [--minutes M] [--floor]'

/** How long the hub is dead, and a line that is cut, ms. */
const [hubDead, lineDead] = [5_000, 20_000]

/** By when all have to be in step behind the last stroke, s. */
const catchingUp = 90

/** A round of a lesson: something is written, a page turned, something asked. ms */
const roundLasts = 20_000

/** Pictures are coded and painted in software here: a camera of ten a second leaves the machine to the classrooms. */
const switches = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=fps=10']

/**
 * `npm run crowd`: a lesson with many classrooms, whose lines fail and whose hub is killed; tells what came of it.
 *
 * @returns the exit code: 0 if every classroom has the whole board and the hub all that was answered
 */
export async function crowd(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      classrooms: { type: 'string', default: '12' },
      minutes: { type: 'string', default: '4' },
      floor: { type: 'boolean', default: false },
    },
  })
  const [count, minutes] = [Number(values.classrooms), Number(values.minutes)]
  if (!(count >= 1 && count <= 30) || !(minutes >= 1)) {
    console.error(usage)
    return 2
  }
  const [county, folder] = [await countyOf(count), await mkdtemp(path.join(tmpdir(), 'tongke-crowd-hub-'))]
  let hub = await startHub({ COUNTY_DIR: county, DATA_DIR: folder })
  const browsers = await openBrowsers(values.floor)
  try {
    const studio = await openStudio((await browsers.of('current', 'good')).browser, hub.port)
    const rooms = await comeIn(browsers, count, values.floor, hub.port, studio)
    tell(`${rooms.length} of ${count} classrooms are in the lesson`)
    const rounds = Math.max(3, Math.round((minutes * 60_000) / roundLasts))
    for (let round = 0; round < rounds; round++) {
      const began = performance.now()
      if (round === Math.floor(rounds / 3)) await cutLines(rooms)
      const isKilled = round === Math.floor(rounds / 2)
      if (isKilled) await hub.kill()
      await teach(studio, round, rooms)
      if (isKilled) {
        await setTimeout(hubDead)
        hub = await startHub({ DATA_DIR: folder, PORT: String(hub.port) }, { demonstration: false })
        tell('the hub was killed, and is back')
      }
      await setTimeout(Math.max(0, roundLasts - (performance.now() - began)))
      tell(`round ${round + 1} of ${rounds}: ${rooms.map((one) => one.answers).join(' ')} answers`)
    }
    const caughtUp = await allInStep(studio, rooms)
    for (const room of rooms) room.rung = await rungOf(room.page)
    const isOpen = (await studio.page.getByText('话筒开着').count()) === 1
    // What was just counted is on its way for a moment.
    await setTimeout(5_000)
    await hub.stop()
    const kept = await keptOf(folder, studio.lesson, count)
    return report({ rooms, caughtUp, isOpen, kept, studio })
  } finally {
    await browsers.close()
    await Promise.all([county, folder].map((one) => rm(one, { recursive: true, force: true })))
  }
}

interface Browsers {
  of(version: Version, line: LineName): Promise<LaunchedBrowser>
  close(): Promise<void>
}

/** A browser for the pages of one version that UDP reaches, and one for those that it does not. */
async function openBrowsers(floor: boolean): Promise<Browsers> {
  if (floor && !runsHere('88')) throw new Error('Chromium 88 does not run here')
  const opened = new Map<string, LaunchedBrowser>()
  return {
    async of(version, line) {
      const name = `${version} ${line === 'good'}`
      const args = line === 'good' ? switches : [...switches, ...withoutUdp]
      const one = opened.get(name) ?? (await launch(version, { args }))
      opened.set(name, one)
      return one
    },
    async close() {
      for (const one of opened.values()) await one.close()
    },
  }
}

/** One comes in at a time for each core: more only take longer. */
async function comeIn(browsers: Browsers, count: number, floor: boolean, hub: number, { subject }: Studio) {
  const rooms: Classroom[] = []
  const began = performance.now()
  const waiting = Array.from({ length: count }, (_, n) => n)
  const one = async () => {
    for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) {
      const { version, line } = standOf(n, floor)
      const { browser } = await browsers.of(version, line)
      try {
        rooms.push(await openClassroom(browser, { n, line, version, hub, subject }))
        tell(`${rooms.length} of ${count} are in after ${((performance.now() - began) / 1_000).toFixed(0)} s`)
      } catch (error) {
        tell(`classroom ${n} (${version}, ${line}) did not come in: ${error instanceof Error ? error.message : error}`)
      }
    }
  }
  // Browsers one after the other; then pages.
  for (const n of waiting) {
    const { version, line } = standOf(n, floor)
    await browsers.of(version, line)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, one))
  return rooms.sort((a, b) => a.n - b.n)
}

/** In which browser a classroom is, and on which line: each version is on each line before any is there twice. */
function standOf(n: number, floor: boolean): { version: Version; line: LineName } {
  if (!floor) return { version: 'current', line: lineOf(n) }
  return { version: versions[n % versions.length] ?? 'current', line: lineOf(Math.floor(n / versions.length)) }
}

async function teach({ page }: Studio, round: number, rooms: readonly Classroom[]): Promise<void> {
  const press = (name: string) => page.getByRole('button', { name }).click({ timeout: 120_000 })
  await write(page, round)
  if (round % 3 === 2) await press('空白页')
  await press('选择 4 项')
  await Promise.all(rooms.map((room) => answer(room, 15_000)))
  await press('停止答题')
}

/** Of lines that may be cut; they come back by themselves. */
async function cutLines(rooms: readonly Classroom[]): Promise<void> {
  const cut = rooms.filter(({ line }) => line === 'cut')
  for (const { relay } of cut) relay?.cut()
  tell(`${cut.length} lines are cut`)
  void setTimeout(lineDead).then(() => {
    for (const { relay } of cut) relay?.repair()
  })
}

/** How long each takes until it has all that the studio has drawn, and shows the page that it shows. */
async function allInStep({ page }: Studio, rooms: readonly Classroom[]): Promise<InStep[]> {
  const back = page.getByRole('button', { name: '回到课件' })
  if (await back.isVisible()) await back.click()
  await page.locator('.page-view').waitFor()
  const drawn = await strokesOf(page)
  const began = performance.now()
  return Promise.all(
    rooms.map(async (room) => {
      for (;;) {
        const theirs = new Set(await strokesOf(room.page))
        const missing = drawn.filter((stroke) => !theirs.has(stroke)).length
        // The studio's own page may be without its pictures for a moment.
        const isShown = (await pageOf(room.page)) === (await pageOf(page))
        const after = (performance.now() - began) / 1_000
        if ((missing === 0 && isShown) || after > catchingUp) return { missing, isShown, after }
        await setTimeout(500)
      }
    }),
  )
}
