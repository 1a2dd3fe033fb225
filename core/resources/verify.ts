import * as v from 'valibot'
import { BlobHash } from '../facts/ids.ts'
import { openJws, readJson } from './jws.ts'
import { LIMITS, type Manifest, type ManifestRefusal, type PackageFile, partRange, readManifest } from './manifest.ts'

/**
 * What stands between a package and a screen: the signature first, then the manifest, then every byte. `SubtleCrypto` is
 * an argument: a page without HTTPS has none, and its caller must say so instead of skipping the check.
 */

/** A publisher whom this place knows, with the public key (JWK, RFC 7517). */
export interface Publisher {
  id: string
  jwk: PublicJwk
}

export interface PublicJwk {
  kty: 'EC'
  crv: 'P-256'
  x: string
  y: string
}

/** A manifest that a known publisher signed. `name` is what this version of the package is called everywhere. */
export interface OpenedManifest {
  ok: true
  manifest: Manifest
  name: BlobHash
}

export type EnvelopeRefusal =
  | { ok: false; reason: 'too-big' }
  | { ok: false; reason: 'not-signed' }
  | { ok: false; reason: 'unknown-publisher'; publisher: string }
  | { ok: false; reason: 'signature'; publisher: string }
  /** Signed by one publisher in another's name. */
  | { ok: false; reason: 'other-publisher'; publisher: string }

export type FileRefusal = { ok: false; reason: 'size' | 'hash'; file: string }

/** Every reason for which a package, or a file of it, is not shown. */
export type Refusal = EnvelopeRefusal | ManifestRefusal | FileRefusal

/** Opens a signed manifest. Never throws, whatever the text is. */
export async function openManifest(
  jws: string,
  publishers: readonly Publisher[],
  subtle: SubtleCrypto,
): Promise<OpenedManifest | EnvelopeRefusal | ManifestRefusal> {
  if (jws.length > LIMITS.manifest) return { ok: false, reason: 'too-big' }
  const opened = openJws(jws)
  if (!opened) return { ok: false, reason: 'not-signed' }
  const { kid } = opened
  const publisher = publishers.find((one) => one.id === kid)
  if (!publisher) return { ok: false, reason: 'unknown-publisher', publisher: kid }
  if (!(await isSignedBy(publisher.jwk, opened.signature, opened.signed, subtle))) {
    return { ok: false, reason: 'signature', publisher: kid }
  }
  const read = readManifest(readJson(opened.payload))
  if (!read.ok) return read
  if (read.manifest.publisher !== kid) return { ok: false, reason: 'other-publisher', publisher: kid }
  return { ok: true, manifest: read.manifest, name: await hashName(new TextEncoder().encode(jws), subtle) }
}

/** Whether these bytes are the whole of this file, and its parts as they are listed. */
export async function verifyFile(
  file: PackageFile,
  bytes: Uint8Array<ArrayBuffer>,
  subtle: SubtleCrypto,
): Promise<{ ok: true } | FileRefusal> {
  if (bytes.length !== file.size) return { ok: false, reason: 'size', file: file.path }
  if ((await hashName(bytes, subtle)) !== file.sha256) return { ok: false, reason: 'hash', file: file.path }
  for (const index of (file.parts ?? []).keys()) {
    const { start, end } = partRange(file.size, index)
    const part = await verifyPart(file, index, bytes.subarray(start, end), subtle)
    if (!part.ok) return part
  }
  return { ok: true }
}

/** Whether these bytes are part number `index` (from 0) of a file that is listed in parts. */
export async function verifyPart(
  file: PackageFile,
  index: number,
  bytes: Uint8Array<ArrayBuffer>,
  subtle: SubtleCrypto,
): Promise<{ ok: true } | FileRefusal> {
  const { start, end } = partRange(file.size, index)
  const hash = file.parts?.[index]
  if (hash === undefined || bytes.length !== end - start) return { ok: false, reason: 'size', file: file.path }
  if ((await hashName(bytes, subtle)) !== hash) return { ok: false, reason: 'hash', file: file.path }
  return { ok: true }
}

/** The name of bytes: SHA-256 in lower-case hexadecimal. */
export async function hashName(bytes: Uint8Array<ArrayBuffer>, subtle: SubtleCrypto): Promise<BlobHash> {
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes))
  return v.parse(BlobHash, Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''))
}

const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

async function isSignedBy(
  { kty, crv, x, y }: PublicJwk,
  signature: Uint8Array<ArrayBuffer>,
  signed: Uint8Array<ArrayBuffer>,
  subtle: SubtleCrypto,
): Promise<boolean> {
  // A key that is no point of the curve is refused by importKey; nothing is signed by it.
  const key = await subtle.importKey('jwk', { kty, crv, x, y }, ES256, false, ['verify']).catch(() => undefined)
  return key !== undefined && (await subtle.verify(ES256, key, signature, signed))
}
