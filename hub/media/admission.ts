import { Pace } from '../http/pace.ts'
import type { Session } from './session.ts'
import type { MediaSettings } from './settings.ts'
import type { MediaToken } from './tokens.ts'

/** Why somebody does not get in, with the status that HTTP has for it. */
export interface NotJoined {
  status: 400 | 409 | 422 | 429 | 501 | 503
  why: string
  /** In a few words, for who wrote the client. */
  detail?: string
  /** Seconds. */
  retryAfter?: number
}

/** A device has so many receiving sessions in a room at most: a reload comes before the old one is missed. */
const mostOfOneDevice = 2

/** So many may have a camera on at once beside the host. */
const mostOnFloor = 4

/** Who may join now, as far as others are concerned. */
export class Admission {
  /** By a device: a program that comes again and again. In all: a county's classrooms at the bell come through one after another. */
  private readonly paces = { device: new Pace(0.5, 8), hub: new Pace(40, 100) }

  /** @param sessions those there are */
  constructor(
    private readonly sessions: ReadonlyMap<string, Session>,
    private readonly settings: MediaSettings,
  ) {}

  /** Counts a try. @param now ms @returns why not */
  refuse(token: MediaToken, now: number): NotJoined | undefined {
    const wait = this.paces.device.wait(token.device, now)
    if (wait > 0) return { status: 429, why: 'too-often', retryAfter: Math.ceil(wait / 1000) }
    const all = this.paces.hub.wait('all', now)
    if (all > 0) return { status: 503, why: 'too-many-at-once', retryAfter: Math.ceil(all / 1000) }
    return this.noPlace(token)
  }

  /** Why there is no place, with those there who are there now. */
  noPlace({ as, device, room }: MediaToken): NotJoined | undefined {
    const alike = [...this.sessions.values()].map(({ token }) => token).filter((one) => one.as === as)
    const here = alike.filter((one) => one.room === room)
    const others = here.filter((one) => one.device !== device)
    const { mostReceivers, mostInRoom } = this.settings
    if (as === 'watch' && (alike.length >= mostReceivers || here.length >= mostInRoom))
      return { status: 503, why: 'full', retryAfter: 30 }
    if (as === 'floor' && others.length >= mostOnFloor) return { status: 503, why: 'floor-full', retryAfter: 10 }
    if (as === 'host' && others.length > 0) return { status: 409, why: 'another-host', retryAfter: 6 }
    return undefined
  }

  /** Who comes again takes the place of who they were. */
  replace({ as, device, room }: MediaToken): void {
    const same = ({ token }: Session) => token.as === as && token.device === device && token.room === room
    const before = [...this.sessions.values()].filter(same)
    const stay = as === 'watch' ? mostOfOneDevice - 1 : 0
    for (const old of before.slice(0, Math.max(0, before.length - stay))) old.close()
  }
}
