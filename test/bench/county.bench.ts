import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Fact } from '../../core/facts/fact.ts'
import { postgresPrograms, startPostgres } from '../databases/postgres.ts'
import { startHub } from '../hubs/hub-at-work.ts'
import { bench, type Figures, percentile } from './bench.ts'
import {
  type DeviceByHttp,
  deliverBatch,
  enrolDevice,
  firstPull,
  type HubByHttp,
  packed,
  pupilsIn,
} from './hub-by-http.ts'

const schools = Number(process.env.BENCH_SCHOOLS ?? 250)
const devicesInSchool = 4
const factsOfDevice = 500
const factsInBatch = 250
const pupilsInSchool = 20
/** Within so long the line is back everywhere, ms. */
const within = 60_000

export default bench({
  name: 'county',
  how: `${schools * devicesInSchool} tablets of ${schools} schools, with ${factsOfDevice} answers each from a week without a line, come back within a minute, at random moments, and
deliver in batches of ${factsInBatch} over HTTP to one hub in another process; once on SQLite, once on PostgreSQL on the same machine. Seconds are from the first
request to the last receipt, when all is judged, ordered and reduced; a receipt's time is from its request; memory is the hub's largest resident set.`,
  budget: {
    sqliteSeconds: { atMost: 120 },
    sqliteReceiptP99Ms: { atMost: 5_000 },
    sqliteMegabytes: { atMost: 500 },
    postgresSeconds: { atMost: 120 },
    postgresReceiptP99Ms: { atMost: 5_000 },
    postgresMegabytes: { atMost: 500 },
  },
  needs: ['build'],
  async measure() {
    const county = await writeCounty()
    try {
      const sqlite = await comeBack({ COUNTY_DIR: county })
      const figures: Figures = named('sqlite', sqlite)
      if (!postgresPrograms()) return figures
      const postgres = await startPostgres()
      try {
        return { ...figures, ...named('postgres', await comeBack({ COUNTY_DIR: county, DATABASE_URL: postgres.url })) }
      } finally {
        await postgres.stop()
      }
    } finally {
      await rm(county, { recursive: true })
    }
  },
})

function named(database: string, { seconds, p99, megabytes }: Measured): Figures {
  return {
    [`${database}Seconds`]: seconds,
    [`${database}ReceiptP99Ms`]: p99,
    [`${database}Megabytes`]: megabytes,
  }
}

interface Measured {
  seconds: number
  p99: number
  megabytes: number
}

async function comeBack(environment: NodeJS.ProcessEnv): Promise<Measured> {
  const atWork = await startHub(environment)
  // A device that comes back has no connection yet; a kept one might just be given up by the hub.
  const hub = { port: atWork.port, agent: new Agent({ maxSockets: schools * devicesInSchool }) }
  try {
    const devices = await enrolAll(hub)
    const waited: number[] = []
    const began = performance.now()
    await Promise.all(
      devices.map(async (device) => {
        await setTimeout(Math.random() * within)
        for (let upTo = factsInBatch; upTo <= factsOfDevice; upTo += factsInBatch) {
          const body = batch(device, upTo)
          const asked = performance.now()
          await deliverBatch(hub, device.token, body, upTo)
          waited.push(performance.now() - asked)
        }
      }),
    )
    const seconds = (performance.now() - began) / 1000
    return { seconds, p99: percentile(waited, 0.99), megabytes: await mostMemory(atWork.pid) }
  } finally {
    hub.agent.destroy()
    await atWork.stop()
  }
}

interface Device extends DeviceByHttp {
  school: number
  pupils: readonly string[]
}

async function enrolAll(hub: HubByHttp): Promise<Device[]> {
  const devices: Device[] = []
  for (let school = 0; school < schools; school++) {
    let pupils: readonly string[] | undefined
    for (let n = 0; n < devicesInSchool; n++) {
      const device = await enrolDevice(hub, codeOf(school))
      pupils ??= pupilsIn(await firstPull(hub, device))
      devices.push({ ...device, school, pupils })
    }
  }
  return devices
}

/** A batch of a device's answers, the last of which has this number. */
function batch({ device, school, pupils }: Device, upTo: number): Buffer {
  const weekAgo = Date.now() - 7 * 86_400_000
  const facts = Array.from({ length: factsInBatch }, (_, n): Fact => {
    const seq = upTo - factsInBatch + n + 1
    const pupil = pupils[seq % pupils.length] ?? ''
    const turn = Math.floor(seq / pupils.length)
    const about = {
      class: `school-${school}-3`,
      assignment: `${device.slice(-8)}-${Math.floor(turn / 10)}`,
      pupils: [pupil],
    }
    return {
      device,
      seq,
      at: weekAgo + seq * 60_000,
      by: pupil as Fact['by'], // as the hub's own roster has it
      kind: 'homework.answered',
      body: { ...about, question: `q${turn % 10}`, answer: seq % 4 },
    }
  })
  return packed(facts)
}

function codeOf(school: number): string {
  return String(200_000 + school)
}

async function mostMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024)
}

/** County files of so many schools, each with a class and a place for its tablets. */
async function writeCounty(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tongke-county-'))
  const all = Array.from({ length: schools }, (_, n) => n)
  const pupils = all.flatMap((n) => Array.from({ length: pupilsInSchool }, (_, p) => ({ n, p })))
  const files = {
    'county.yaml': 'name: 大县\ncalendar: { term: 本学期, starts: { weeksAgo: 12 }, weeks: 20, weekendsFollow: 2 }\n',
    'bells.yaml': 'points:\n  - { period: 1, start: "08:30", minutes: 40 }\n',
    'courses.yaml': '[]\n',
    'places.yaml': all
      .map(
        (n) =>
          `- { place: school-${n}, kind: tablet, title: 平板, school: school-${n}, classes: [school-${n}-3], code: "${codeOf(n)}" }\n`,
      )
      .join(''),
    'orgs.csv': table([
      'sourcedId,name,type,identifier',
      ...all.map((n) => `school-${n},第${n}小学,school,${2_161_900_000 + n}`),
    ]),
    'classes.csv': table([
      'sourcedId,title,grades,schoolSourcedId,metadata.bells',
      ...all.map((n) => `school-${n}-3,三年级,3,school-${n},points`),
    ]),
    'users.csv': table([
      'sourcedId,name,metadata.picture',
      ...pupils.map(({ n, p }) => `pupil-${n}-${p},第${p}号,sprout`),
    ]),
    'enrollments.csv': table([
      'classSourcedId,userSourcedId,role,beginDate,endDate,metadata.number',
      ...pupils.map(({ n, p }) => `school-${n}-3,pupil-${n}-${p},student,,,${p + 1}`),
    ]),
    'pairs.csv': table(['pair,helping,helped,subjects,weekly,from']),
    'timetable.csv': table([
      'class,weekday,period,subject,course,weeks',
      ...all.map((n) => `school-${n}-3,1,1,数学,,`),
    ]),
  }
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text)
  return folder
}

function table(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`
}
