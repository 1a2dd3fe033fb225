import { randomInt } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import type { DeviceId } from '../../core/facts/ids.ts'
import type { Adults } from '../../core/reports/adults.ts'
import type { places } from '../../core/rows/roster.ts'
import { rowRange } from '../../core/rows/row-key.ts'
import type { StateOf } from '../../core/rows/table.ts'
import { type Config, readConfig } from '../config.ts'
import { openHub } from '../hub.ts'
import { takeLock } from '../lock.ts'
import { personIdOf } from '../roster/identity.ts'
import { openExisting } from '../store/database.ts'
import type { HubDb } from '../store/schema.ts'
import { secretOf } from '../store/secret.ts'
import { adultsOf } from './adults.ts'
import { newCode } from './codes.ts'
import { revokeDevice } from './devices.ts'
import { firstOffice } from './first-office.ts'
import { setPin } from './pins.ts'

const usage = `What the office hands out, for the hub of DATA_DIR; it may be running.

  npm run code -- PLACE … [--url https://tongke.example.cn]   a code for one new device at each of these places
  npm run code                                                which places there are
  npm run pin -- PERSON …                                     a new PIN for each; PERSON is a name, or as users.csv has it (sourcedId)
  npm run office -- NAME [NUMBER]                             somebody of the county's office, a code for its desk and a PIN: how a
                                                              county begins. NUMBER as users.csv will have it, otherwise the name
  npm run revoke -- DEVICE …                                  takes devices back: they deliver what they have and wipe themselves
  npm run revoke                                              which devices there are, and when each was last heard`

type Ask = (question: string) => Promise<string>

async function askHere(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const said = await terminal.question(question)
  terminal.close()
  return said
}

/** `npm run code`, `pin`, `office` and `revoke`. Answers with the exit code: 0 done, 1 not known here, 2 not understood. */
export async function peopleCommand(
  args: string[],
  environment: NodeJS.ProcessEnv = process.env,
  ask: Ask | undefined = process.stdin.isTTY ? askHere : undefined,
): Promise<number> {
  const asked = readArguments(args)
  if (!asked) return fail(2, usage)
  const config = readConfig(environment, false)
  if (asked.what === 'office') return await beginOffice(config, asked)
  const db = await openExisting(config).catch((error: Error) => error)
  if (db instanceof Error) return fail(1, db.message)
  try {
    if (asked.what === 'code') return await handOutCodes(db, asked.names, asked.url)
    return asked.what === 'pin' ? await handOutPins(db, asked.names, ask) : await takeBack(db, asked.names)
  } finally {
    await db.destroy()
  }
}

async function handOutCodes(db: HubDb, names: readonly string[], url: string): Promise<number> {
  const { from, below } = rowRange('place')
  const rows = await db.selectFrom('row').select('state').where('row', '>=', from).where('row', '<', below).execute()
  const known = rows.map((row) => JSON.parse(row.state) as StateOf<typeof places>) // its table's
  if (known.length === 0) return fail(1, 'There are no places yet: npm run office -- NAME makes the first one.')
  if (names.length === 0) for (const one of known) console.log(`${one.place}\t${one.title}`)
  for (const name of names) {
    const place = known.find((one) => one.place === name)
    if (!place) return fail(1, `There is no place ${name}. npm run code, without a name, lists them.`)
    const code = await newCode(db, name, Date.now())
    const groups = (code.match(/\d{6}/g) ?? []).join(' ')
    console.log(`${place.title}: ${code.slice(0, 6)} (whole: ${groups})\n  ${url}/enrol?code=${code}`)
  }
  return 0
}

async function handOutPins(db: HubDb, names: readonly string[], ask: Ask | undefined): Promise<number> {
  if (names.length === 0) return fail(2, usage)
  const secret = await secretOf(db)
  const adults = await adultsOf(db)
  for (const name of names) {
    const numbered = adults.find((one) => one.person === personIdOf(name, secret))
    const called = numbered ? [numbered] : adults.filter((one) => one.name === name)
    const adult = called.length > 1 ? await whichOf(name, called, ask) : called[0]
    if (!adult) return called.length > 1 ? 1 : fail(1, `${name} is no adult of this county's classes.`)
    const pin = String(randomInt(1e6)).padStart(6, '0')
    await setPin(db, adult.person, pin)
    console.log(`${adult.name}: ${pin}`)
  }
  return 0
}

/** Asks which of several of a name is meant; where nobody can be asked, or says none of them, it is nobody. */
async function whichOf<Adult extends Adults['adults'][number]>(
  name: string,
  called: readonly Adult[],
  ask: Ask | undefined,
): Promise<Adult | undefined> {
  const lines = called.map(
    ({ school, classes }, n) => `  ${n + 1}  ${[school, classes.join(', ')].filter(Boolean).join(' ')}`,
  )
  console.log([`There are ${called.length} of the name ${name}:`, ...lines].join('\n'))
  if (!ask) {
    fail(1, 'Say which by the number that users.csv has (sourcedId).')
    return undefined
  }
  const said = await ask(`Which of them, 1 to ${called.length}? `)
  const chosen = called[Number(said) - 1]
  if (!chosen) fail(1, 'None of them: nothing was changed.')
  return chosen
}

async function takeBack(db: HubDb, names: readonly string[]): Promise<number> {
  const devices = await db.selectFrom('device').selectAll().where('place', '<>', '').orderBy('heard', 'desc').execute()
  if (names.length === 0) {
    for (const { device, heard, revoked } of devices)
      console.log(`${device}\t${new Date(Number(heard)).toISOString()}${Number(revoked) > 0 ? '\trevoked' : ''}`)
  }
  for (const name of names) {
    const known = devices.find((one) => one.device === name)
    if (!known) return fail(1, `There is no device ${name}. npm run revoke, without a name, lists them.`)
    await revokeDevice(db, known.device as DeviceId, Date.now()) // it was registered as one
    console.log(`${name} is taken back.`)
  }
  return 0
}

/** It writes as a hub does, so that on SQLite none may run. */
async function beginOffice(config: Config, { names: [name, number], url }: Asked): Promise<number> {
  if (name === undefined) return fail(2, usage)
  const release = config.databaseUrl ? () => undefined : await takeLock(config.dataDir, 'hub.lock')
  if (release === 'taken') return fail(1, `A hub is running on ${config.dataDir}: stop it first.`)
  if (release instanceof Error) return fail(1, `DATA_DIR: ${config.dataDir} cannot be written (${release.message})`)
  const hub = await openHub(config)
  try {
    const { place, code, pin } = await firstOffice(hub, { name, number: number ?? name })
    console.log(`${name}: PIN ${pin}\n${place.title}: ${code.slice(0, 6)}\n  ${url}/enrol?code=${code}`)
    return 0
  } finally {
    await hub.close()
    release()
  }
}

const commands = ['code', 'pin', 'office', 'revoke'] as const

interface Asked {
  what: (typeof commands)[number]
  names: string[]
  url: string
}

function readArguments(args: string[]): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { url: { type: 'string' } } })
    const [first, ...names] = positionals
    const what = commands.find((one) => one === first)
    return what && { what, names, url: values.url ?? 'http://localhost:8080' }
  } catch {
    return undefined // not understood: the caller is shown how it is used
  }
}

function fail(code: number, words: string): number {
  console.error(words)
  return code
}
