import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { CountyReport } from '../../core/reports/county-report.ts'
import { Enrolment, PinVerifier, Pull, Receipt } from '../../core/sync/messages.ts'
import { EnrolRequest } from '../people/enrol.ts'

interface Operation {
  summary: string
  /** Without a proof or a token. */
  open?: boolean
  body?: v.GenericSchema | string
  answer?: v.GenericSchema | string
  status?: number
}

/** Every route that others may build on. `docs/formats/sync.md` says in prose what the schemas cannot. */
const operations: Record<string, Record<string, Operation>> = {
  '/healthz': { get: { summary: 'Whether the hub works', open: true, answer: 'application/json' } },
  '/api/device/enrol': {
    post: {
      summary: 'Make a browser the device of a place, by a code',
      open: true,
      body: EnrolRequest,
      answer: Enrolment,
    },
  },
  '/api/device/nonce': { get: { summary: 'A nonce to sign, in Tongke-Nonce', open: true, status: 204 } },
  '/api/device/rename': {
    post: { summary: 'Go on under a new name, after a fork', body: 'application/json', answer: 'application/json' },
  },
  '/api/device/pins': { get: { summary: 'What the place’s teachers’ PINs are checked with', answer: PinVerifier } },
  '/api/sync/facts': {
    post: { summary: 'Deliver a batch of facts; Content-Encoding: deflate', body: 'application/json', answer: Receipt },
    get: { summary: 'What is after each scope’s cursor: ?SCOPE=CURSOR&…', answer: Pull },
  },
  '/api/sync/live': { get: { summary: 'The live channel, upgraded to a WebSocket', open: true, status: 101 } },
  '/api/reports/county': { get: { summary: 'A county’s week, for its office: ?week=N', answer: CountyReport } },
  '/api/reports/county.csv': { get: { summary: 'The same as a table', answer: 'text/csv' } },
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
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        proof: { type: 'http', scheme: 'Proof', description: 'A compact JWS (ES256) over the hub’s nonce' },
      },
    },
    paths: Object.fromEntries(
      Object.entries(operations).map(([path, methods]) => [
        path,
        {
          ...(path.includes('{hash}') && {
            parameters: [
              { name: 'hash', in: 'path', required: true, schema: { type: 'string', pattern: '^[0-9a-f]{64}$' } },
            ],
          }),
          ...Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, described(operation)])),
        },
      ]),
    ),
  }
}

function described({ summary, open, body, answer, status = 200 }: Operation): object {
  return {
    summary,
    security: open ? [] : [{ token: [] }, { proof: [] }],
    ...(body && { requestBody: { required: true, content: content(body) } }),
    responses: {
      [status]: { description: 'Done', ...(answer && { content: content(answer) }) },
      ...(!open && { 401: { description: 'Prove yourself: sign the nonce in Tongke-Nonce' } }),
    },
  }
}

function content(what: v.GenericSchema | string): object {
  if (typeof what === 'string') return { [what]: {} }
  // Brands and finer checks have no word in JSON Schema; the shapes do.
  return { 'application/json': { schema: toJsonSchema(what, { errorMode: 'ignore', typeMode: 'input' }) } }
}
