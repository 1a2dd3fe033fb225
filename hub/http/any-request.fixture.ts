import fc from 'fast-check'
import type { Operation } from './openapi.ts'

/** A question to the hub. */
export interface AnyRequest {
  path: string
  headers: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
}

/**
 * Requests to an operation of the hub's description: often near to what it asks for, with names that the small county knows,
 * so that they get far; and anything else.
 *
 * @param schemas of the description, in JSON Schema
 */
export function requestsOf(path: string, operation: Operation, schemas: Schemas): fc.Arbitrary<AnyRequest> {
  const parts = path.split('/').map((part) => (part.startsWith('{') ? inPath(part.slice(1, -1)) : fc.constant(part)))
  const parameters = [...`${path.split('{')[0]} ${operation.summary}`.matchAll(/\b\w+/g)].map(([word]) => word)
  const asked = Object.keys(known).filter((name) => parameters.includes(name))
  const query = fc.record(Object.fromEntries([...asked, 'month'].map((name) => [name, named(name)])), {
    requiredKeys: [],
  })
  const type = fc.constantFrom(
    'application/json',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'image/jpeg',
  )
  const headers = fc.record(
    {
      'Content-Type': type,
      'Content-Range': fc.constantFrom('bytes 0-9/10', 'bytes 9-0/9', 'bytes 0-9999999999/9999999999', 'ten'),
      'Content-Encoding': fc.constantFrom('deflate', 'gzip'),
      Range: fc.constantFrom('bytes=0-', 'bytes=9-1', 'bytes=-1'),
      Prefer: fc.constant('respond-async'),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  const body =
    operation.body === undefined ? fc.constant(undefined) : bodiesLike(schemas[operation.body] ?? {}, schemas)
  return fc.record({ parts: fc.tuple(...parts), query, headers, body }).map((made) => {
    const asking = new URLSearchParams(Object.entries(made.query).map(([name, text]) => [name, text ?? '']))
    const path = `${made.parts.join('/')}?${asking}`
    return { path, headers: made.headers, ...(made.body !== undefined && { body: made.body }) }
  })
}

/** As much of JSON Schema as the description uses. */
interface Schema {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
}
type Schemas = Readonly<Record<string, Schema>>

/** What the small county calls its things, by the names under which requests speak of them. */
const known: Readonly<Record<string, readonly string[]>> = {
  school: ['point', 'far', 'main'],
  class: ['three', 'four', 'county'],
  classes: ['three', 'four'],
  person: ['ann', 'cy', 'teacher', 'clerk', 'stranger'],
  place: ['panel', 'own', 'far-panel'],
  places: ['panel', 'tablet', 'far-panel'],
  device: ['tablet-1', 'panel-1'],
  lessons: ['three.20260908.1', 'three.20260908.3', 'four.20260909.3'],
  hash: ['a'.repeat(64)],
  day: ['2026-09-08', '2026-09-09'],
  date: ['2026-09-01', '2026-09-08'],
  withdrawn: ['2026-09-08'],
  year: ['2026'],
  month: ['2026-09'],
  week: ['2', '3'],
  span: ['term', 'year'],
  subject: ['音乐', '语文'],
  verdict: ['held', 'open'],
  pair: ['main-far'],
  before: ['3'],
  known: [`2-${'a'.repeat(64)}`],
  lang: ['en'],
  name: ['teacher', 'clerk'],
  title: ['三年级的平板'],
  find: ['ann', 'a', '1'],
  form: ['A-1', 'A-2'],
  code: ['000001'],
  incarnation: ['Aa0_-Aa0_-Aa0_-Aa0_-'],
}
const anyKnown = fc.constantFrom(...Object.values(known).flat())

/** What something may be called that has this name in requests. */
function named(name: string): fc.Arbitrary<string> {
  const some = known[name]
  const any = fc.oneof(anyKnown, nasty, fc.string())
  return some ? fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...some) }, { weight: 1, arbitrary: any }) : any
}

/** What programs stumble over. */
const nasty = fc.oneof(
  fc.constantFrom(
    '',
    '__proto__',
    'constructor',
    '..',
    '%',
    "'; drop table fact; --",
    '\\',
    '\n',
    '\u0000',
    '名\u0000',
  ),
  fc.constantFrom('\ud800', '\udfff名', '🏫'.repeat(40), 'é'.normalize('NFD'), 'x'.repeat(70_000), '9'.repeat(400)),
  fc.constantFrom('2026-02-30', '0000-00-00', '9999-12-31', '-1', '1e999', 'NaN', '2026-W01'),
)

function inPath(name: string): fc.Arbitrary<string> {
  // A lone surrogate has no bytes, and so stands in no address.
  return named(name).map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '').slice(0, 2_000)))
}

const wrong = fc.oneof(
  nasty,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, -1, 0.5, 1e300),
  fc.constant(JSON.parse('{"__proto__":{"is":"signed"},"constructor":{"prototype":1}}')),
  fc.constant(Array(3_000).fill('three')),
)

/** Deeper than any program should follow by calling itself. */
const deep = '['.repeat(30_000) + ']'.repeat(30_000)

function bodiesLike(schema: Schema, schemas: Schemas): fc.Arbitrary<string | Uint8Array<ArrayBuffer>> {
  const near = like(schema, schemas).map((value) => JSON.stringify(value) ?? '')
  const other = fc.oneof(
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.constantFrom('', '{', deep, `{"a":${deep}}`, '--x\r\n\r\n--x--', '--x', '"\\ud800"'),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes)),
  )
  return fc.oneof({ weight: 4, arbitrary: near }, { weight: 1, arbitrary: other })
}

/** Values that a schema describes, with something wrong here and there. */
function like(schema: Schema, schemas: Schemas, name = ''): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 25, arbitrary: described(schema, schemas, name) }, { weight: 1, arbitrary: wrong })
}

function described(schema: Schema, schemas: Schemas, name: string): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((one) => like(one, schemas, name)))
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'object': {
      const entries = Object.entries(schema.properties ?? {}).map(
        ([key, one]) => [key, like(one, schemas, key)] as const,
      )
      return fc.record(Object.fromEntries(entries), { requiredKeys: schema.required ?? [], noNullPrototype: true })
    }
    case 'array':
      return fc.array(like(schema.items ?? {}, schemas, name), { minLength: 1, maxLength: 3 })
    case 'string':
      return named(name)
    case 'number':
    case 'integer':
      return fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(0, -1, 0.5, Number.MAX_SAFE_INTEGER))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}
