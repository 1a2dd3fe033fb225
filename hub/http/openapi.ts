import { toJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { Batch } from '../../core/facts/batch.ts'
import { LayerAsked, MediaAccess, MediaAsked } from '../../core/media/access.ts'
import { Place } from '../../core/people/places.ts'
import { Adults, SpareCode } from '../../core/reports/adults.ts'
import { AuditLog } from '../../core/reports/audit-log.ts'
import { ConsentClass, ConsentClasses, ConsentMissing, ConsentWord } from '../../core/reports/consent-register.ts'
import { CountyReport } from '../../core/reports/county-report.ts'
import { Keeping, KeepingWord } from '../../core/reports/keeping.ts'
import { LeftBehind, Moves } from '../../core/reports/left-behind.ts'
import { NameWords } from '../../core/reports/name-words.ts'
import { Newcomers, NewcomerWord } from '../../core/reports/newcomers.ts'
import { CodeSheet, NewCodes, NewPlace, OfficeDevices } from '../../core/reports/office-devices.ts'
import { PairBook } from '../../core/reports/pair-book.ts'
import { Erasures, OnePerson, People, PeopleAsked } from '../../core/reports/people.ts'
import { CoursesBehind, DevicesBehind, LessonsBehind, LiveBehind, WorkBehind } from '../../core/reports/rows-behind.ts'
import { SchoolDayLessons, SchoolDayWord } from '../../core/reports/school-day.ts'
import { LastUpload, RosterUpload } from '../../core/roster/preview.ts'
import { DeviceWord, WordAnswer } from '../../core/sync/device-word.ts'
import { FromDevice, FromHub } from '../../core/sync/live-messages.ts'
import { Enrolment, NewPin, PinVerifier, Pull, Receipt, Renamed } from '../../core/sync/messages.ts'
import { EnrolRequest, RenameRequest } from '../people/enrol.ts'
import { BackRequest, ImportRequest } from '../roster/routes.ts'
import { Health, Life } from './health.ts'

/** What is asked and answered in JSON, by name. */
const schemas = {
  Adults,
  Batch,
  CodeSheet,
  ConsentClass,
  ConsentClasses,
  ConsentMissing,
  ConsentWord,
  CountyReport,
  CoursesBehind,
  DevicesBehind,
  LiveBehind,
  LessonsBehind,
  OnePerson,
  PairBook,
  People,
  PeopleAsked,
  WorkBehind,
  Demonstration: v.array(v.object({ code: v.string(), title: v.string(), kind: v.string() })),
  DeviceWord,
  Enrolment,
  EnrolRequest,
  Erasures,
  /** The live channel's messages, which no operation can show. */
  FromDevice,
  FromHub,
  Health,
  Life,
  AuditLog,
  Ended: v.object({ ended: v.number() }),
  LeftBehind,
  Moves,
  MovedAll: v.object({ moved: v.number() }),
  Keeping,
  KeepingWord,
  LayerAsked,
  MediaAccess,
  MediaAsked,
  Move: v.object({ place: v.string() }),
  Moved: v.object({ from: v.string() }),
  NewCodes,
  SchoolDayLessons,
  SchoolDayWord,
  Newcomers,
  NewcomerWord,
  NameWords,
  NewPin,
  NewPlace,
  OfficeDevices,
  PinVerifiers: v.array(PinVerifier),
  Place,
  Pull,
  Receipt,
  RosterBack: BackRequest,
  RosterImport: ImportRequest,
  LastUpload,
  RosterUpload,
  Refusal: v.object({ why: v.string() }),
  Renamed,
  RenameRequest,
  Revoked: v.object({ names: v.number() }),
  SpareCode,
  WordAnswer,
} as const
type SchemaName = keyof typeof schemas

export interface Operation {
  summary: string
  /** Without a proof or a token. */
  open?: boolean
  /** A schema's name, or a media type. */
  body?: SchemaName | `${string}/${string}`
  answer?: SchemaName | `${string}/${string}`
  status?: number
}

/** Every route there is. `docs/formats/sync.md` says in prose what the schemas cannot. */
export const operations: Record<string, Record<string, Operation>> = {
  '/healthz': { get: { summary: 'Whether the hub works and has room; 503 where not', open: true, answer: 'Health' } },
  '/livez': { get: { summary: 'Whether the hub answers, room or not', open: true, answer: 'Life' } },
  '/notice': {
    get: {
      summary: 'The notice for guardians, made from what is stored: ?school=…, ?lang=en',
      open: true,
      answer: 'text/html',
    },
  },
  '/notice.css': { get: { summary: 'How it looks', open: true, answer: 'text/css' } },
  '/api/openapi.json': { get: { summary: 'This document', open: true, answer: 'application/json' } },
  '/api/demonstration': {
    get: { summary: 'The places that a newcomer may open, in a demonstration', open: true, answer: 'Demonstration' },
  },
  '/api/device/enrol': {
    post: {
      summary: 'Make a browser the device of a place, by a code',
      open: true,
      body: 'EnrolRequest',
      answer: 'Enrolment',
    },
  },
  '/api/device/nonce': { get: { summary: 'A nonce to sign, in Tongke-Nonce', open: true, status: 204 } },
  '/api/device/rename': {
    post: { summary: 'Go on under a new name, after a fork', body: 'RenameRequest', answer: 'Renamed' },
  },
  '/api/device/pins': {
    get: { summary: 'What the place’s teachers’ PINs are checked with on this device; ETag', answer: 'PinVerifiers' },
  },
  '/api/device/pin': {
    put: { summary: 'A PIN that was chosen on the device after a one-time code', body: 'NewPin', status: 204 },
  },
  '/api/device/word': {
    put: { summary: 'How the device is; the latest word counts', body: 'DeviceWord', answer: 'WordAnswer' },
  },
  '/api/sync/facts': {
    post: { summary: 'Deliver a batch of facts; Content-Encoding: deflate', body: 'Batch', answer: 'Receipt' },
    get: { summary: 'What is after each scope’s cursor: ?SCOPE=CURSOR&…', answer: 'Pull' },
  },
  '/api/sync/live': {
    get: { summary: 'The live channel, upgraded to a WebSocket: FromDevice, FromHub', open: true, status: 101 },
  },
  '/api/live/{room}/media': {
    post: {
      summary: 'Tokens for what a device may do in a room’s picture, and TURN servers',
      body: 'MediaAsked',
      answer: 'MediaAccess',
    },
  },
  '/api/live/{room}/whip': {
    post: {
      summary: 'Publish (WHIP, RFC 9725): an offer for an answer; Bearer',
      open: true,
      body: 'application/sdp',
      answer: 'application/sdp',
      status: 201,
    },
  },
  '/api/live/{room}/whip/{session}': {
    patch: {
      summary: 'Trickle ICE; If-Match; Bearer',
      open: true,
      body: 'application/trickle-ice-sdpfrag',
      status: 204,
    },
    delete: { summary: 'Stop publishing; Bearer', open: true },
  },
  '/api/live/{room}/whep': {
    post: {
      summary: 'Watch (WHEP, draft-ietf-wish-whep): an offer for an answer; Bearer',
      open: true,
      body: 'application/sdp',
      answer: 'application/sdp',
      status: 201,
    },
  },
  '/api/live/{room}/whep/{session}': {
    patch: {
      summary: 'Trickle ICE; If-Match; Bearer',
      open: true,
      body: 'application/trickle-ice-sdpfrag',
      status: 204,
    },
    delete: { summary: 'Stop watching; Bearer', open: true },
  },
  '/api/live/{room}/hls/{file}': {
    get: {
      summary: 'A lesson some seconds late (HLS, RFC 8216): master.m3u8 and what it names; Bearer',
      open: true,
      answer: 'application/vnd.apple.mpegurl',
    },
  },
  '/api/live/{room}/whep/{session}/layer': {
    post: { summary: 'Which picture is sent (WHEP’s layer extension); Bearer', open: true, body: 'LayerAsked' },
  },
  '/api/reports/county': {
    get: {
      summary: 'A county’s week, month, term or year, for its office: ?week=N, ?month=YYYY-MM, ?span=term, ?span=year',
      answer: 'CountyReport',
    },
  },
  '/api/reports/county.csv': { get: { summary: 'The same as a table', answer: 'text/csv' } },
  '/api/reports/coverage.csv': { get: { summary: 'Each subject against the curriculum', answer: 'text/csv' } },
  '/api/reports/pairs': { get: { summary: 'The county’s pairs over its term', answer: 'PairBook' } },
  '/api/reports/pairs.csv': { get: { summary: 'The same as a table', answer: 'text/csv' } },
  '/api/reports/lessons': {
    get: {
      summary: 'The lessons behind a figure: as for the county, and &school=, &subject=, &verdict=, &pair=',
      answer: 'LessonsBehind',
    },
  },
  '/api/reports/lessons.csv': { get: { summary: 'All of them as a table', answer: 'text/csv' } },
  '/api/reports/courses': {
    get: { summary: 'Classes against the curriculum: &school=, &subject=', answer: 'CoursesBehind' },
  },
  '/api/reports/courses.csv': { get: { summary: 'All of them as a table', answer: 'text/csv' } },
  '/api/reports/work': {
    get: { summary: 'Homework, what waits for a teacher first: &school=, &subject=', answer: 'WorkBehind' },
  },
  '/api/reports/work.csv': { get: { summary: 'All of it as a table', answer: 'text/csv' } },
  '/api/reports/live': {
    get: {
      summary: 'Live lessons and how each class received its, the latest first: &school=, &subject=',
      answer: 'LiveBehind',
    },
  },
  '/api/reports/live.csv': { get: { summary: 'All of them as a table', answer: 'text/csv' } },
  '/api/reports/devices': {
    get: { summary: 'Devices, the longest silent first: &school=', answer: 'DevicesBehind' },
  },
  '/api/reports/devices.csv': { get: { summary: 'All of them as a table', answer: 'text/csv' } },
  '/api/office/log': {
    get: { summary: 'Who saw and changed what, for the office: ?before=N&known=N-HASH; Tongke-By', answer: 'AuditLog' },
  },
  '/api/office/log/years/{year}': {
    get: { summary: 'A year of it with what it came to, for the yearly audit; Tongke-By', answer: 'application/zip' },
  },
  '/api/office/pins': {
    get: { summary: 'Adults by their name, for who has forgotten a PIN: ?name=…; Tongke-By', answer: 'Adults' },
  },
  '/api/office/pins/{person}/code': {
    post: { summary: 'A teacher’s next one-time code, in place of a PIN; Tongke-By', answer: 'SpareCode', status: 201 },
  },
  '/api/office/lessons': {
    get: {
      summary: 'A school’s day, and which of it is cancelled: ?school=…&day=…; Tongke-By',
      answer: 'SchoolDayLessons',
    },
    post: {
      summary: 'Lessons of it that do not take place, and why, or do after all; Tongke-By',
      body: 'SchoolDayWord',
      answer: 'SchoolDayLessons',
    },
  },
  '/api/office/newcomers': {
    get: { summary: 'Children who were added in a room, for the office; Tongke-By', answer: 'Newcomers' },
    post: { summary: 'Says who one of them is; Tongke-By', body: 'NewcomerWord', answer: 'Newcomers' },
  },
  '/api/office/consent/classes': {
    get: { summary: 'How far guardians’ consents are in each class; Tongke-By', answer: 'ConsentClasses' },
  },
  '/api/office/consent/missing': {
    get: { summary: 'Pupils of whom there is no form: ?school=…; Tongke-By', answer: 'ConsentMissing' },
  },
  '/api/office/consent/classes/{class}': {
    get: { summary: 'A class’s pupils and their guardians’ forms; Tongke-By', answer: 'ConsentClass' },
    post: {
      summary: 'Forms that were signed, withdrawn, written down wrongly, or not this child’s; Tongke-By',
      body: 'ConsentWord',
      answer: 'ConsentClass',
    },
  },
  '/api/office/people': {
    post: { summary: 'Finds people of the county, for the office; Tongke-By', body: 'PeopleAsked', answer: 'People' },
  },
  '/api/office/people/{person}': {
    get: { summary: 'What is known of a person, for the office; Tongke-By', answer: 'OnePerson' },
  },
  '/api/office/people/{person}/words': {
    get: { summary: 'Where somebody’s name stands in what others wrote; Tongke-By', answer: 'NameWords' },
  },
  '/api/office/people/{person}/everything': {
    get: {
      summary: 'All that is stored of a person, to be handed out: ?lang=zh; Tongke-By',
      answer: 'application/zip',
    },
  },
  '/api/office/erasures': {
    get: { summary: 'Who was erased, and which devices have not heard of it yet; Tongke-By', answer: 'Erasures' },
  },
  '/api/office/devices': {
    get: { summary: 'Every device, and every place, for the office; Tongke-By', answer: 'OfficeDevices' },
  },
  '/api/office/devices/codes': {
    post: { summary: 'Codes for a sheet to print; Tongke-By', body: 'NewCodes', answer: 'CodeSheet', status: 201 },
  },
  '/api/office/devices/places': {
    post: { summary: 'Make a place; Tongke-By', body: 'NewPlace', answer: 'Place', status: 201 },
  },
  '/api/office/devices/{device}/move': {
    post: { summary: 'Move a device to another place; Tongke-By', body: 'Move', answer: 'Moved' },
  },
  '/api/office/devices/moves': {
    post: { summary: 'Move several devices, all or none; Tongke-By', body: 'Moves', answer: 'MovedAll' },
  },
  '/api/office/left-behind': {
    get: { summary: 'Pairs and devices that hang on schools that have ended; Tongke-By', answer: 'LeftBehind' },
  },
  '/api/office/left-behind/{school}/end-pairs': {
    post: { summary: 'End an ended school’s pairs; Tongke-By', answer: 'Ended' },
  },
  '/api/office/keeping': {
    get: { summary: 'Which schools allow that their hosts’ pictures are kept; Tongke-By', answer: 'Keeping' },
  },
  '/api/office/keeping/{school}': {
    post: { summary: 'Note what a school has said of it; Tongke-By', body: 'KeepingWord', answer: 'Keeping' },
  },
  '/api/office/devices/{device}/revoke': {
    post: { summary: 'Take a device back, under all its names; Tongke-By', answer: 'Revoked' },
  },
  '/api/office/roster/preview': {
    get: { summary: 'How far one’s own upload has come; Tongke-By', answer: 'LastUpload' },
    post: {
      summary:
        'What a roster would change: a workbook, CSV files or an archive of them; Prefer: respond-async; Tongke-By',
      body: 'multipart/form-data',
      answer: 'RosterUpload',
    },
  },
  '/api/office/roster/preview/{id}': {
    get: { summary: 'How far an upload has come; Tongke-By', answer: 'RosterUpload' },
    delete: { summary: 'Stop it, or forget it; Tongke-By', answer: 'application/json' },
  },
  '/api/office/roster/preview/{id}/back': {
    post: {
      summary: 'Show it anew with erased people coming again as somebody new; Prefer: respond-async; Tongke-By',
      body: 'RosterBack',
      answer: 'RosterUpload',
    },
  },
  '/api/office/roster/import': {
    post: {
      summary: 'Bring in what a preview showed, in one transaction; Prefer: respond-async; Tongke-By',
      body: 'RosterImport',
      answer: 'RosterUpload',
    },
  },
  '/api/office/roster/export': {
    get: { summary: 'The roster as CSV files; Tongke-By', answer: 'application/zip' },
  },
  '/api/office/roster/template.xlsx': {
    get: {
      summary: 'An empty roster to fill in; Tongke-By',
      answer: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
  },
  '/api/office/roster/template.zip': {
    get: { summary: 'The same as CSV files; Tongke-By', answer: 'application/zip' },
  },
  '/api/blobs': {
    get: { summary: 'Small blobs one behind the other: ?of=HASH,HASH', answer: 'application/octet-stream' },
  },
  '/api/blobs/{hash}': {
    get: { summary: 'A blob, in ranges where asked for (RFC 9110)', answer: 'application/octet-stream' },
    head: { summary: 'How much of a blob is here, in Upload-Offset' },
    patch: { summary: 'Send the next bytes of a photo, with Content-Range', body: 'image/jpeg', status: 204 },
  },
}

/** The hub's interface as OpenAPI 3.1. */
export function openApiDocument(version: string): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Tongke hub', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    components: {
      // Brands and finer checks have no word in JSON Schema; the shapes do.
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [
          name,
          toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' }),
        ]),
      ),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        proof: { type: 'http', scheme: 'Proof', description: 'A compact JWS (ES256) over the hub’s nonce' },
      },
    },
    paths: Object.fromEntries(
      Object.entries(operations).map(([path, methods]) => [
        path,
        {
          ...parameters(path),
          ...Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, described(operation)])),
        },
      ]),
    ),
  }
}

/** What stands in a path, by its name in braces. */
const inPaths: Record<string, string> = {
  class: '^[A-Za-z0-9_-]{1,64}$',
  hash: '^[0-9a-f]{64}$',
  device: '^[A-Za-z0-9_-]{1,64}$',
  person: '^[A-Za-z0-9_-]{1,64}$',
  school: '^[A-Za-z0-9_-]{1,64}$',
  id: '^[A-Za-z0-9_-]{1,64}$',
  year: '^20[0-9]{2}$',
  file: '^[a-z0-9.-]{1,64}$',
  room: '^[A-Za-z0-9_.-]{1,200}$',
  session: '^[A-Za-z0-9_-]{1,64}$',
}

function parameters(path: string): object {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  if (names.length === 0) return {}
  const schema = (name: string) => ({ type: 'string', pattern: inPaths[name] })
  return { parameters: names.map((name) => ({ name, in: 'path', required: true, schema: schema(name) })) }
}

function described({ summary, open, body, answer, status = 200 }: Operation): object {
  return {
    summary,
    security: open ? [] : [{ token: [] }, { proof: [] }],
    ...(body && { requestBody: { required: true, content: content(body) } }),
    responses: {
      [status]: { description: 'Done', ...(answer && { content: content(answer) }) },
      ...(!open && {
        401: { description: 'Prove yourself: sign the nonce in Tongke-Nonce', content: content('Refusal') },
      }),
      default: { description: 'Not as wished', content: content('Refusal') },
    },
  }
}

function content(what: string): object {
  if (what.includes('/')) return { [what]: {} }
  return { 'application/json': { schema: { $ref: `#/components/schemas/${what}` } } }
}
