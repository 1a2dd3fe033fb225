import { createHmac, timingSafeEqual } from 'node:crypto'
import { compactVerify, importJWK, jwtVerify, SignJWT } from 'jose'
import * as v from 'valibot'
import { DeviceId } from '../../core/facts/ids.ts'
import type { HubDb } from '../store/schema.ts'

/** How long a nonce may be answered, and a token be used, ms. */
const nonceLife = 5 * 60_000
const tokenLife = 15 * 60_000

/**
 * Who is calling. A device proves itself by signing a nonce of the hub with its key: `Authorization: Proof JWS` (compact
 * JWS, RFC 7515, ES256, `kid` the device, payload `{"nonce": …}`). It gets a token for the next quarter of an hour, which
 * it keeps in memory: `Authorization: Bearer JWT`. Nonces and tokens need no memory in the hub, so that any of several
 * hubs on one database accepts them.
 */
export interface Sessions {
  nonce(now: number): string
  token(device: DeviceId, now: number): Promise<string>
  /** The device that an `Authorization` header proves, or undefined. */
  callerOf(authorization: string | undefined, now: number): Promise<Caller | undefined>
}

export interface Caller {
  device: DeviceId
  place: string
  revoked: boolean
  /** A fresh token, when the caller came with a proof. */
  token?: string
}

/** @param secret 32 bytes, the same for all hubs on one database */
export function openSessions(db: HubDb, secret: Uint8Array): Sessions {
  const tag = (text: string) => createHmac('sha256', secret).update(text).digest('base64url').slice(0, 22)

  const nonce = (now: number) => {
    const expires = (now + nonceLife).toString(36)
    return `${expires}.${tag(`nonce ${expires}`)}`
  }

  const isOurs = (given: string, now: number) => {
    const [expires = '', theirs = ''] = given.split('.')
    const ours = tag(`nonce ${expires}`)
    if (theirs.length !== ours.length || !timingSafeEqual(Buffer.from(theirs), Buffer.from(ours))) return false
    return Number.parseInt(expires, 36) > now
  }

  const token = (device: DeviceId, now: number) =>
    new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(device)
      .setExpirationTime(Math.floor((now + tokenLife) / 1000))
      .sign(secret)

  async function byToken(jwt: string, now: number): Promise<string | undefined> {
    try {
      const { payload } = await jwtVerify(jwt, secret, {
        algorithms: ['HS256'],
        currentDate: new Date(now),
        requiredClaims: ['exp', 'sub'],
      })
      return payload.sub
    } catch {
      return undefined // a token that does not hold is the same as none: the caller is asked for a proof
    }
  }

  async function byProof(jws: string, now: number): Promise<string | undefined> {
    try {
      const { payload, protectedHeader } = await compactVerify(jws, async (header) => {
        const row = await db
          .selectFrom('device')
          .select('key')
          .where('device', '=', String(header.kid))
          .executeTakeFirst()
        return importJWK(JSON.parse(row?.key || '{}'), 'ES256')
      })
      const claim = v.parse(Proof, JSON.parse(new TextDecoder().decode(payload)))
      return isOurs(claim.nonce, now) ? protectedHeader.kid : undefined
    } catch {
      return undefined // as above
    }
  }

  return {
    nonce,
    token,
    async callerOf(authorization, now) {
      const [scheme, credential = ''] = (authorization ?? '').split(' ')
      const claimed =
        scheme === 'Bearer'
          ? await byToken(credential, now)
          : scheme === 'Proof'
            ? await byProof(credential, now)
            : undefined
      const id = v.safeParse(DeviceId, claimed)
      if (!id.success) return undefined
      const row = await db.selectFrom('device').selectAll().where('device', '=', id.output).executeTakeFirst()
      if (!row || row.place === '') return undefined
      return {
        device: id.output,
        place: row.place,
        revoked: Number(row.revoked) > 0,
        ...(scheme === 'Proof' && { token: await token(id.output, now) }),
      }
    },
  }
}

const Proof = v.object({ nonce: v.pipe(v.string(), v.maxLength(80)) })
