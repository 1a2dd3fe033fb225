import type { DeviceId } from '../../core/facts/ids.ts'
import type { Store } from '../store/store.ts'

/** The device's key pair: ECDSA on P-256. The private half cannot leave the browser. */
export async function makeKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
}

export async function keepKey(store: Store, pair: CryptoKeyPair): Promise<void> {
  await store.db.meta.bulkPut([
    { name: 'key', value: pair.privateKey },
    { name: 'public-key', value: pair.publicKey },
  ])
}

/** What a hub that has forgotten the device is told once more; only some devices enrolled long ago have none. */
export async function publicKeyOf(store: Store): Promise<CryptoKey | undefined> {
  return (await store.db.meta.get('public-key'))?.value as CryptoKey | undefined // only `keepKey` writes it
}

/** `Proof JWS`: a compact JWS (RFC 7515) by ES256 over the hub's nonce, with the device's name as `kid`. */
export async function prove(store: Store, device: DeviceId, nonce: string): Promise<string> {
  const key = (await store.db.meta.get('key'))?.value as CryptoKey // only `keepKey` writes it
  const header = base64url(new TextEncoder().encode(JSON.stringify({ alg: 'ES256', kid: device })))
  const payload = base64url(new TextEncoder().encode(JSON.stringify({ nonce })))
  const signed = new TextEncoder().encode(`${header}.${payload}`)
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, signed)
  return `Proof ${header}.${payload}.${base64url(new Uint8Array(signature))}`
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}
