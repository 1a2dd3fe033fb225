import { isIP } from 'node:net'
import { resolve } from 'node:path'
import * as v from 'valibot'
import { isOutsideUrl, outsideUrl } from './media/outside.ts'
import type { MediaSettings } from './media/settings.ts'

/** What the environment says, in one place. */
export interface Config {
  port: number
  host: string
  dataDir: string
  /** A PostgreSQL database instead of the embedded one. */
  databaseUrl?: string
  /** Most age of what is in a backup, days: what was erased is in none after that. */
  backupDays: number
  /** A folder of county files to bring in at the start. */
  county?: string
  /** A folder of lessons to publish at the start, and the publisher's key. */
  lessons?: string
  publisherKey?: string
  /** Live picture. */
  media: MediaSettings
  /** Reusable codes, the places on the first page: never for a real county. */
  demonstration: boolean
}

const Text = v.optional(v.pipe(v.string(), v.trim(), v.minLength(1)))
/** As it stands in a header (RFC 6750, 2.1). */
const Token = v.optional(
  v.pipe(v.string(), v.regex(/^[A-Za-z0-9._~+/-]+=*$/, 'must be a bearer token, without blanks')),
)
const PortNumber = v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'must be a number'), v.transform(Number), v.maxValue(65535))
const Count = v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'must be a number'), v.transform(Number))
const List = v.pipe(
  v.string(),
  v.transform((text) => text.split(',').map((one) => one.trim())),
)

const Environment = v.object({
  PORT: v.optional(PortNumber, '8080'),
  HOST: v.optional(v.string(), '::'),
  DATA_DIR: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1)), 'data'),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://'))),
  BACKUP_DAYS: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,4}$/, 'must be a number of days'),
      v.transform(Number),
      v.minValue(3, 'must be 3 at least'),
    ),
    '90',
  ),
  COUNTY_DIR: Text,
  LESSONS_DIR: Text,
  PUBLISHER_KEY: Text,
  MEDIA_PORT: v.optional(PortNumber),
  MEDIA_ADDRESS: v.optional(
    v.pipe(
      List,
      v.check((addresses) => addresses.every((address) => isIP(address)), 'must be IP addresses, with commas between'),
    ),
  ),
  MEDIA_URL: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.check(
        isOutsideUrl,
        'must be the http: or https: address of a WHIP and WHEP server, with {room} and {way} or neither',
      ),
      v.transform(outsideUrl),
    ),
  ),
  MEDIA_TOKEN: Token,
  MEDIA_WATCH_TOKEN: Token,
  MEDIA_RECEIVERS: v.optional(Count, '400'),
  MEDIA_ROOM_RECEIVERS: v.optional(Count, '200'),
  TURN_URL: v.optional(
    v.pipe(
      List,
      v.check((urls) => urls.every((url) => /^turns?:[^\s"<>]+$/.test(url)), 'must be turn: or turns: addresses'),
    ),
  ),
  TURN_SECRET: Text,
})

/** @throws Error with one line that names the variable and what is wrong with it */
export function readConfig(environment: NodeJS.ProcessEnv, demonstration: boolean): Config {
  const reading = v.safeParse(Environment, environment)
  if (!reading.success) {
    const [issue] = reading.issues
    throw new Error(`${v.getDotPath(issue)}: ${issue.message}`)
  }
  const { PORT, HOST, DATA_DIR, DATABASE_URL, BACKUP_DAYS, COUNTY_DIR, LESSONS_DIR, PUBLISHER_KEY } = reading.output
  const { MEDIA_PORT, MEDIA_ADDRESS, MEDIA_RECEIVERS, MEDIA_ROOM_RECEIVERS, TURN_URL, TURN_SECRET } = reading.output
  const { MEDIA_URL, MEDIA_TOKEN, MEDIA_WATCH_TOKEN } = reading.output
  if (!MEDIA_URL && (MEDIA_TOKEN || MEDIA_WATCH_TOKEN))
    throw new Error(`${MEDIA_TOKEN ? 'MEDIA_TOKEN' : 'MEDIA_WATCH_TOKEN'} needs MEDIA_URL, the server that it is for`)
  if (LESSONS_DIR && !PUBLISHER_KEY)
    throw new Error('LESSONS_DIR needs PUBLISHER_KEY, the file with the key to sign them')
  if (TURN_URL && !TURN_SECRET) throw new Error('TURN_URL needs TURN_SECRET, by which its credentials are made')
  return {
    port: PORT,
    host: HOST,
    dataDir: resolve(DATA_DIR),
    demonstration,
    backupDays: BACKUP_DAYS,
    media: {
      // The same number, so that there is one to remember; it is UDP here.
      port: MEDIA_PORT ?? PORT,
      addresses: MEDIA_ADDRESS ?? [],
      mostReceivers: MEDIA_RECEIVERS,
      mostInRoom: MEDIA_ROOM_RECEIVERS,
      ...(MEDIA_URL && {
        outside: { url: MEDIA_URL, publishToken: MEDIA_TOKEN ?? '', watchToken: MEDIA_WATCH_TOKEN ?? '' },
      }),
      ...(TURN_URL && TURN_SECRET && { turn: { urls: TURN_URL, secret: TURN_SECRET } }),
    },
    ...(DATABASE_URL && { databaseUrl: DATABASE_URL }),
    ...(COUNTY_DIR && { county: resolve(COUNTY_DIR) }),
    ...(LESSONS_DIR && { lessons: resolve(LESSONS_DIR) }),
    ...(PUBLISHER_KEY && { publisherKey: resolve(PUBLISHER_KEY) }),
  }
}
