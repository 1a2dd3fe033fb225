import type { BlobHash } from '../../core/facts/ids.ts'
import { makeBundle } from '../../core/resources/bundle.ts'
import { compactJws, signingInput } from '../../core/resources/jws.ts'
import type { Manifest } from '../../core/resources/manifest.ts'
import { hashName, type Publisher } from '../../core/resources/verify.ts'

const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const { subtle } = crypto
const encode = (text: string) => new TextEncoder().encode(text)

export interface SignedPackage {
  jws: string
  hash: BlobHash
  files: Map<BlobHash, Uint8Array<ArrayBuffer>>
  bundle: Uint8Array<ArrayBuffer>
}

/** A publisher with a fresh key, who makes packages. */
export async function newPublisher(id: string) {
  const pair = await subtle.generateKey(ES256, true, ['sign', 'verify'])
  const { x = '', y = '' } = await subtle.exportKey('jwk', pair.publicKey)
  const publisher: Publisher = { id, jwk: { kty: 'EC', crv: 'P-256', x, y } }

  /** Signs a package of these files, by path; a `.json` is an entry of the kind that it is called after. */
  async function publish(title: string, contents: Record<string, string>): Promise<SignedPackage> {
    const files = new Map<BlobHash, Uint8Array<ArrayBuffer>>()
    const listed: Manifest['files'] = []
    for (const [path, text] of Object.entries(contents)) {
      const bytes = encode(text)
      const sha256 = await hashName(bytes, subtle)
      files.set(sha256, bytes)
      listed.push({
        path,
        type: path.endsWith('.json') ? 'application/json' : 'image/svg+xml',
        size: bytes.length,
        sha256,
      })
    }
    const entries = listed.flatMap(({ path }) =>
      path.endsWith('.json') ? [{ kind: path.slice(0, -5), file: path }] : [],
    )
    const manifest = {
      format: 1,
      id: 'lesson',
      version: 1,
      title,
      subject: '科学',
      grades: [3],
      authors: ['教研组'],
      licence: 'CC0-1.0',
      source: '原创。',
      publisher: id,
      points: [],
      places: [],
      steps: [],
      entries,
      files: listed,
    }
    const input = signingInput(id, encode(JSON.stringify(manifest)))
    const jws = compactJws(input, new Uint8Array(await subtle.sign(ES256, pair.privateKey, encode(input))))
    return { jws, hash: await hashName(encode(jws), subtle), files, bundle: makeBundle(jws, files) }
  }

  return { publisher, publish }
}
