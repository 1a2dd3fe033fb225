import { generateKeyPairSync } from 'node:crypto'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** A device's key, and its public half as the hub keeps it (JWK). */
export interface DeviceKeys {
  pair: CryptoKeyPair
  jwk: string
}

const made: DeviceKeys[] = []

/** The nth of as many key pairs as are asked for: they cost time, and which one it is plays no part. */
export async function keyNumber(n: number): Promise<DeviceKeys> {
  for (let next = made.length; next <= n; next++) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const secret = privateKey.export({ format: 'jwk' })
    const open = publicKey.export({ format: 'jwk' })
    made[next] = {
      pair: {
        privateKey: await crypto.subtle.importKey('jwk', secret as JsonWebKey, algorithm, false, ['sign']), // Node's name for the same
        publicKey: await crypto.subtle.importKey('jwk', open as JsonWebKey, algorithm, true, ['verify']), // as above
      },
      jwk: JSON.stringify(open),
    }
  }
  const keys = made[n]
  if (!keys) throw new Error(`no key ${n}`)
  return keys
}
