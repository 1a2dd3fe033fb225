import { createHmac } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import * as v from 'valibot'
import { DeviceId } from '../../core/facts/ids.ts'
import type { MediaRole } from './rights.ts'

/** Somebody who may be something in a room's picture. */
export interface MediaToken {
  room: string
  device: DeviceId
  as: MediaRole
}

/** Joining with a token is possible for so long, ms; an outside encoder's is typed in by hand and has to last a lesson. */
export const tokenLife = { app: 10 * 60_000, encoder: 4 * 3_600_000 }

/**
 * Short-lived tokens for WHIP and WHEP, which outside programs send as they are (`Authorization: Bearer`). They open nothing
 * else: they are signed with a key of their own, which is made of the hub's secret.
 */
export interface MediaTokens {
  sign(token: MediaToken, life: number, now: number): Promise<string>
  /**
   * What a token says.
   *
   * @param late whether one whose time is over will do: whoever joined with it may still leave
   * @returns undefined for one that the hub never made, or that is over
   */
  read(jwt: string, now: number, late?: boolean): Promise<MediaToken | undefined>
}

/** @param secret the hub's */
export function mediaTokens(secret: Uint8Array): MediaTokens {
  const key = createHmac('sha256', secret).update('media tokens').digest()
  return {
    sign: ({ room, device, as }, life, now) =>
      new SignJWT({ room, as })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(device)
        .setExpirationTime(Math.floor((now + life) / 1000))
        .sign(key),
    async read(jwt, now, late = false) {
      if (jwt.length > longest) return undefined
      try {
        const { payload } = await jwtVerify(jwt, key, {
          algorithms: ['HS256'],
          currentDate: new Date(late ? 0 : now),
          requiredClaims: ['exp', 'sub'],
        })
        const { sub, room, as } = v.parse(Claims, payload)
        return { device: sub, room, as }
      } catch {
        return undefined // a token that does not hold is the same as none
      }
    },
  }
}

const longest = 1_000

const Claims = v.object({
  sub: DeviceId,
  room: v.pipe(v.string(), v.maxLength(200)),
  as: v.picklist(['watch', 'host', 'floor']),
})
