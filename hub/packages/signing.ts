import { p256 } from '@noble/curves/nist.js'
import * as v from 'valibot'
import { compactJws, signingInput } from '../../core/resources/jws.ts'
import { PublisherId } from '../../core/resources/manifest.ts'
import type { PublicJwk, Publisher } from '../../core/resources/verify.ts'

/**
 * A publisher's key pair as a JWK (RFC 7517, RFC 7518 section 6.2); `kid` is the publisher's id. The signature is
 * deterministic (RFC 6979), so that the same folder packed twice is the same package: WebCrypto's is not.
 */
const coordinate = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))

export const SigningKey = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  kid: PublisherId,
  x: coordinate,
  y: coordinate,
  d: coordinate,
})
export type SigningKey = v.InferOutput<typeof SigningKey>

/** The compact JWS of a payload. */
export function sign(payload: Uint8Array, key: SigningKey): string {
  const input = signingInput(key.kid, payload)
  return compactJws(input, p256.sign(new TextEncoder().encode(input), Buffer.from(key.d, 'base64url')))
}

/** A new key for a publisher. */
export function newSigningKey(kid: string): SigningKey {
  const secret = p256.utils.randomSecretKey()
  const point = p256.getPublicKey(secret, false) // 0x04, x, y (SEC 1, section 2.3.3)
  return {
    kty: 'EC',
    crv: 'P-256',
    kid: v.parse(PublisherId, kid),
    x: base64url(point.subarray(1, 33)),
    y: base64url(point.subarray(33)),
    d: base64url(secret),
  }
}

/** What others need to check the signatures of a key; `d` stays. */
export function publicHalf({ kid, kty, crv, x, y }: SigningKey): Publisher {
  const jwk: PublicJwk = { kty, crv, x, y }
  return { id: kid, jwk }
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
