import * as v from 'valibot'
import { fromBase64url, toBase64url } from './base64url.ts'
import { PublisherId } from './manifest.ts'

/**
 * The envelope of a manifest: a JWS in compact serialization (RFC 7515, section 7.1), ES256 (RFC 7518, section 3.4) and
 * nothing else. Base64url is read strictly: the last letter of a signature has four bits to spare, and a reader that
 * passes over them would give one package many names.
 */

/** The `typ` of the header, so that a signature made for something else with the same key is worth nothing here. */
export const PACKAGE_TYPE = 'tongke-package'

const Header = v.strictObject({
  alg: v.literal('ES256'),
  kid: PublisherId,
  typ: v.literal(PACKAGE_TYPE),
})

export interface OpenJws {
  /** Whose key must have signed it. */
  kid: string
  /** What is signed: `header.payload` in ASCII. */
  signed: Uint8Array<ArrayBuffer>
  /** `r` and `s`, 32 bytes each. */
  signature: Uint8Array<ArrayBuffer>
  payload: Uint8Array<ArrayBuffer>
}

/** What a publisher signs for a payload: `header.payload`. */
export function signingInput(kid: string, payload: Uint8Array): string {
  const header = new TextEncoder().encode(JSON.stringify({ alg: 'ES256', kid, typ: PACKAGE_TYPE }))
  return `${toBase64url(header)}.${toBase64url(payload)}`
}

/** The JWS from what was signed and the signature (`r` and `s`, 64 bytes). */
export function compactJws(input: string, signature: Uint8Array): string {
  return `${input}.${toBase64url(signature)}`
}

/** Takes a JWS apart without believing it; undefined when it is none, or not of this profile. Never throws. */
export function openJws(jws: string): OpenJws | undefined {
  const [header = '', payload = '', signature = '', ...rest] = jws.split('.')
  const bytes = { header: fromBase64url(header), payload: fromBase64url(payload), signature: fromBase64url(signature) }
  if (rest.length > 0 || !bytes.header || !bytes.payload || bytes.signature?.length !== 64) return undefined
  const parsed = v.safeParse(Header, readJson(bytes.header))
  if (!parsed.success) return undefined
  return {
    kid: parsed.output.kid,
    signed: new TextEncoder().encode(`${header}.${payload}`),
    signature: bytes.signature,
    payload: bytes.payload,
  }
}

/** JSON from UTF-8 bytes; undefined when they are not that, which no JSON text stands for. */
export function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    return undefined
  }
}
