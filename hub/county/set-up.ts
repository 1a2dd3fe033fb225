import { readFile } from 'node:fs/promises'
import * as v from 'valibot'
import type { Config } from '../config.ts'
import type { Hub } from '../hub.ts'
import { keepNoticeSettings } from '../notice/settings.ts'
import { publicHalf, SigningKey } from '../packages/signing.ts'
import { keepReusableCode } from '../people/codes.ts'
import { setPin } from '../people/pins.ts'
import { keepCurriculum } from '../reports/curriculum.ts'
import { personIdOf } from '../roster/identity.ts'
import { readCounty, readCurriculumFile, readNoticeFile } from './files.ts'
import { importCounty } from './import.ts'
import { publishFolder } from './publish.ts'

/** A place that a newcomer may open with one click. */
export interface WelcomedPlace {
  code: string
  title: string
  kind: string
}

/**
 * Brings in what the configuration names: lessons, county, and in a demonstration its codes and PINs.
 *
 * @returns the demonstration's places; none otherwise
 */
export async function setUpCounty(hub: Hub, config: Config): Promise<WelcomedPlace[]> {
  const key = config.publisherKey ? await readKey(config.publisherKey) : undefined
  const packages = config.lessons && key ? await publishFolder(hub, config.lessons, key) : new Map()
  if (!config.county) return []
  const publishers = key ? [{ publisher: key.kid, name: key.kid, key: publicHalf(key).jwk }] : []
  await importCounty(config.county, {
    db: hub.db,
    recorder: hub.recorder,
    packages,
    publishers,
    secret: hub.secret,
    now: hub.now(),
  })
  await keepCurriculum(hub.db, await readCurriculumFile(config.county))
  await keepNoticeSettings(hub.db, await readNoticeFile(config.county))
  return config.demonstration ? welcome(hub, config.county) : []
}

/** @throws Error with one line that names the file */
async function readKey(file: string): Promise<SigningKey> {
  try {
    return v.parse(SigningKey, JSON.parse(await readFile(file, 'utf8')))
  } catch {
    throw new Error(`PUBLISHER_KEY: ${file} is no publisher's key`)
  }
}

async function welcome(hub: Hub, folder: string): Promise<WelcomedPlace[]> {
  const { places, county, rows } = await readCounty(folder)
  const known = new Set((await hub.db.selectFrom('pin').select('person').execute()).map((row) => row.person))
  const adults = new Set(
    (rows.enrollments ?? []).filter((one) => one.role !== 'student').map((one) => one.userSourcedId),
  )
  for (const adult of adults) {
    const person = personIdOf(adult, hub.secret)
    if (county.pin && !known.has(person)) await setPin(hub.db, person, county.pin)
  }
  const welcomed: WelcomedPlace[] = []
  for (const { place, code, title, kind } of places) {
    if (!code) continue
    await keepReusableCode(hub.db, code, place)
    welcomed.push({ code, title, kind })
  }
  return welcomed
}
