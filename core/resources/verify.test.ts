import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { compactJws, signingInput } from './jws.ts'
import { LIMITS, PART_SIZE, type PackageFile, readManifest } from './manifest.ts'
import { hashName, openManifest, type PublicJwk, type Publisher, verifyFile, verifyPart } from './verify.ts'

const { subtle } = crypto
const encode = (text: string) => new TextEncoder().encode(text)
const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

const lesson = {
  format: 1,
  id: 'water',
  version: 1,
  title: '水',
  subject: '科学',
  grades: [3],
  authors: ['教研组'],
  licence: 'CC0-1.0',
  source: '原创。',
  publisher: 'school',
  points: [],
  places: [],
  steps: [],
  entries: [{ kind: 'pages', file: 'pages.json' }],
  files: [{ path: 'pages.json', type: 'application/json', size: 2, sha256: '0'.repeat(64) }],
}

let pair: CryptoKeyPair
let known: Publisher[]
let jws: string

async function sign(payload: string, kid = 'school', input = signingInput(kid, encode(payload))): Promise<string> {
  return compactJws(input, new Uint8Array(await subtle.sign(ES256, pair.privateKey, encode(input))))
}

beforeAll(async () => {
  pair = await subtle.generateKey(ES256, true, ['sign', 'verify'])
  const { x = '', y = '' } = await subtle.exportKey('jwk', pair.publicKey)
  const jwk: PublicJwk = { kty: 'EC', crv: 'P-256', x, y }
  known = [
    { id: 'school', jwk },
    { id: 'twin', jwk },
  ]
  jws = await sign(JSON.stringify(lesson))
})

describe('a signed manifest', () => {
  test('of a known publisher opens, and is named by the hash of its bytes', async () => {
    const opened = await openManifest(jws, known, subtle)
    expect(opened).toMatchObject({ ok: true, manifest: { id: 'water' }, name: await hashName(encode(jws), subtle) })
  })

  test('with any one bit flipped is refused', async () => {
    const bytes = encode(jws)
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = bytes.slice()
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const opened = await openManifest(new TextDecoder().decode(flipped), known, subtle)
      expect(opened.ok, `bit ${bit}`).toBe(false)
    }
  }, 30_000)

  test('by somebody nobody knows is refused with the name', async () => {
    const other = await sign(JSON.stringify(lesson), 'stranger')
    expect(await openManifest(other, known, subtle)).toEqual({
      ok: false,
      reason: 'unknown-publisher',
      publisher: 'stranger',
    })
  })

  test('in the name of another publisher is refused', async () => {
    const other = await sign(JSON.stringify(lesson), 'twin')
    expect(await openManifest(other, known, subtle)).toEqual({
      ok: false,
      reason: 'other-publisher',
      publisher: 'twin',
    })
  })

  test('by another key is refused', async () => {
    const [first] = known
    const stranger = await subtle.generateKey(ES256, true, ['sign', 'verify'])
    const { x = '', y = '' } = await subtle.exportKey('jwk', stranger.publicKey)
    const publishers: Publisher[] = [{ id: first?.id ?? '', jwk: { kty: 'EC', crv: 'P-256', x, y } }]
    expect(await openManifest(jws, publishers, subtle)).toEqual({ ok: false, reason: 'signature', publisher: 'school' })
  })

  test('is refused when the publisher’s key is no key', async () => {
    const publishers: Publisher[] = [{ id: 'school', jwk: { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' } }]
    expect(await openManifest(jws, publishers, subtle)).toMatchObject({ reason: 'signature' })
  })

  test.each([
    ['no algorithm', { alg: 'none', kid: 'school', typ: 'tongke-package' }],
    ['another algorithm', { alg: 'HS256', kid: 'school', typ: 'tongke-package' }],
    ['another purpose', { alg: 'ES256', kid: 'school', typ: 'JWT' }],
    [
      'a member that must be understood',
      { alg: 'ES256', kid: 'school', typ: 'tongke-package', crit: ['b64'], b64: false },
    ],
    ['a key of its own', { alg: 'ES256', kid: 'school', typ: 'tongke-package', jwk: {} }],
  ])('with %s in its header is refused, well signed as it may be', async (_, header) => {
    const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url')
    const other = await sign('', 'school', `${part(header)}.${part(lesson)}`)
    expect(await openManifest(other, known, subtle)).toEqual({ ok: false, reason: 'not-signed' })
  })

  test('larger than a manifest may be is refused before it is looked at', async () => {
    expect(await openManifest('x'.repeat(LIMITS.manifest + 1), known, subtle)).toEqual({ ok: false, reason: 'too-big' })
  })

  test('of what is not JSON, or nested too deep for it, is refused', async () => {
    for (const payload of ['', '{', `${'['.repeat(200_000)}`, '\ufeff{}']) {
      const opened = await openManifest(await sign(payload), known, subtle)
      expect(opened).toMatchObject({ ok: false, reason: payload === '' ? 'not-signed' : 'malformed' })
    }
  })

  test('of any text at all is an answer and never an exception', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.base64String(), { minLength: 3, maxLength: 3 }).map((parts) => parts.join('.')),
    )
    await fc.assert(fc.asyncProperty(text, async (any) => (await openManifest(any, known, subtle)).ok === false))
  })
})

describe('a file', () => {
  const listed = async (bytes: Uint8Array<ArrayBuffer>, parts?: Uint8Array<ArrayBuffer>[]): Promise<PackageFile> => {
    const hashes = parts && (await Promise.all(parts.map((part) => hashName(part, subtle))))
    const read = readManifest({
      ...lesson,
      files: [
        { path: 'pages.json', type: 'a/b', size: bytes.length, sha256: await hashName(bytes, subtle), parts: hashes },
      ],
    })
    const file = read.ok ? read.manifest.files[0] : undefined
    if (!file) throw new Error(JSON.stringify(read))
    return file
  }

  test('is taken when every byte is as it was signed, and with any one bit flipped it is not', async () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((array) => new Uint8Array(array))
    await fc.assert(
      fc.asyncProperty(bytes, fc.nat(), async (content, any) => {
        const file = await listed(content)
        expect(await verifyFile(file, content, subtle)).toEqual({ ok: true })
        const bit = any % (content.length * 8)
        const flipped = content.slice()
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(await verifyFile(file, flipped, subtle)).toEqual({ ok: false, reason: 'hash', file: 'pages.json' })
      }),
    )
  })

  test('longer or shorter than it should be is refused by its size', async () => {
    const file = await listed(encode('abc'))
    expect(await verifyFile(file, encode('abcd'), subtle)).toEqual({ ok: false, reason: 'size', file: 'pages.json' })
    expect(await verifyFile(file, encode('ab'), subtle)).toEqual({ ok: false, reason: 'size', file: 'pages.json' })
  })

  test('in parts is checked part by part, as each arrives', async () => {
    const bytes = new Uint8Array(PART_SIZE + 5).fill(7)
    const [first, second] = [bytes.slice(0, PART_SIZE), bytes.slice(PART_SIZE)]
    const file = await listed(bytes, [first, second])
    expect(await verifyPart(file, 0, first, subtle)).toEqual({ ok: true })
    expect(await verifyPart(file, 1, second, subtle)).toEqual({ ok: true })
    expect(await verifyPart(file, 1, new Uint8Array(5), subtle)).toMatchObject({ reason: 'hash', file: 'pages.json' })
    expect(await verifyPart(file, 0, second, subtle)).toMatchObject({ reason: 'size' })
    expect(await verifyPart(file, 2, second, subtle)).toMatchObject({ reason: 'size' })
  })
})
