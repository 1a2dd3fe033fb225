import { randomInt } from 'node:crypto'
import type { DeviceId } from '../../core/facts/ids.ts'
import { Admission, type NotJoined } from './admission.ts'
import { agreeToPublish, agreeToWatch } from './agree.ts'
import { Echoes } from './echoes.ts'
import { type RoomPackagers, roomPackagers } from './hls/room-packagers.ts'
import { type Library, loadLibrary } from './library.ts'
import { type Member, publishing, watching } from './members.ts'
import { mayBe, noRooms, type RoomRights } from './rights.ts'
import { type AnsweredSection, writeAnswer } from './sdp/answer.ts'
import { type Offer, readOffer } from './sdp/offer.ts'
import { Session } from './session.ts'
import type { MediaSettings } from './settings.ts'
import { type MediaToken, type MediaTokens, mediaTokens } from './tokens.ts'
import { openTransport, type Transport } from './transport.ts'
import { ForwardingUnit } from './unit.ts'

export interface Joined {
  session: Session
  /** SDP */
  answer: string
}

/** Live picture: a forwarding unit for each room. */
export interface Media {
  readonly settings: MediaSettings
  readonly rights: RoomRights
  readonly tokens: MediaTokens
  /** Lets somebody in who has shown a token that holds. @param offer SDP */
  join(token: MediaToken, offer: string): Promise<Joined | NotJoined>
  session(id: string): Session | undefined
  /** A room's unit; made when it is first asked for, forgotten when it is empty. */
  unit(room: string): ForwardingUnit
  /** Its HLS. */
  readonly packagers: RoomPackagers
  /** Calls back with the devices from which pictures come in a room, whenever those are others. @returns what ends it */
  onPictures(heard: (room: string, from: readonly DeviceId[]) => void): () => void
  /** Lets go whoever publishes and may no longer, since the floor has gone round or the lesson is over; of `all` also whoever watches. */
  review(who?: 'all'): Promise<void>
  close(): void
}

/** For who wrote the client. */
const whatIsTaken = 'takes one sound in Opus and pictures in H.264 baseline, mode 1, or VP8: of a host two, else one'

/** How often what is due is done: lost packets asked for again, ms. */
const tickEvery = 40

/** Opens live picture. Nothing is loaded and no port opened before somebody joins. @param secret the hub's */
export function openMedia(
  secret: Uint8Array,
  settings: MediaSettings,
  rights: RoomRights,
  load: () => Promise<Library | undefined> = loadLibrary,
): Media {
  const sessions = new Map<string, Session>()
  const units = new Map<string, ForwardingUnit>()
  const admission = new Admission(sessions, settings)
  const now = () => performance.timeOrigin + performance.now()
  const echoes = new Echoes(now)
  const hearers = new Set<(room: string, from: readonly DeviceId[]) => void>()
  let library: Promise<Library | undefined> | undefined
  let ticking: NodeJS.Timeout | undefined

  const inRoom = (room: string) => [...sessions.values()].filter(({ token }) => token.room === room)

  function unit(room: string): ForwardingUnit {
    const known = units.get(room)
    if (known) return known
    const made = new ForwardingUnit(now, (from) => {
      for (const heard of hearers) heard(room, from)
    })
    units.set(room, made)
    return made
  }

  function tick(): void {
    const at = now()
    for (const one of units.values()) one.tick(at)
    for (const session of sessions.values()) if (session.isGone(at)) session.close()
    for (const [room, one] of units) if (one.isIdle && inRoom(room).length === 0) units.delete(room)
    if (sessions.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }

  function begin(token: MediaToken, offer: Offer): Session {
    const session = new Session(token, offer, now(), now, (over) => sessions.delete(over.id))
    sessions.set(session.id, session)
    ticking ??= setInterval(tick, tickEvery)
    return session
  }

  /** What a token's bearer and the hub can agree on. */
  function agree({ as, device, room }: MediaToken, offer: Offer): Agreement | undefined {
    if (as === 'watch') {
      const agreed = agreeToWatch(offer)
      return (
        agreed && {
          answered: agreed.answered,
          member: (leg) => watching(unit(room), device, leg, agreed.what, echoes, now),
        }
      )
    }
    const agreed = agreeToPublish(offer, as)
    return (
      agreed && {
        answered: agreed.answered,
        member: (leg) => publishing(unit(room), device, as, leg, agreed.what, now),
      }
    )
  }

  async function join(token: MediaToken, text: string): Promise<Joined | NotJoined> {
    const refused = admission.refuse(token, now())
    if (refused) return refused
    const offer = readOffer(text)
    if ('fault' in offer) return { status: 400, why: 'no-offer', detail: offer.fault }
    const agreement = agree(token, offer)
    if (!agreement) return { status: 422, why: 'no-codec', detail: whatIsTaken }
    library ??= load()
    const loaded = await library
    if (!loaded) return { status: 501, why: 'no-live-picture' }
    // While it was loaded others may have come.
    const full = admission.noPlace(token)
    if (full) return full
    admission.replace(token)
    const session = begin(token, offer)
    try {
      const transport = await openTransport(loaded, offer, settings, session.events)
      if (!session.attach(transport, agreement.member(transport))) return { status: 409, why: 'came-again' }
      return { session, answer: writeAnswer(offer, agreement.answered, transport.local, `${randomInt(1, 2 ** 47)}`) }
    } catch (error) {
      session.close()
      return { status: 400, why: 'no-offer', detail: error instanceof Error ? error.message : String(error) }
    }
  }

  const media: Media = {
    settings,
    rights,
    tokens: mediaTokens(secret),
    join,
    session: (id) => sessions.get(id),
    unit,
    packagers: roomPackagers({ unit }),
    onPictures(heard) {
      hearers.add(heard)
      return () => hearers.delete(heard)
    },
    async review(who) {
      for (const session of sessions.values()) {
        const { as, device, room } = session.token
        if (as === 'watch' && who !== 'all') continue
        const allowed = await rights.of(device, room)
        if (!allowed || !mayBe(as, allowed)) session.close()
      }
    },
    close() {
      media.packagers.close()
      for (const session of sessions.values()) session.close()
      clearInterval(ticking)
      ticking = undefined
      echoes.close()
    },
  }
  return media
}

interface Agreement {
  answered: (AnsweredSection | undefined)[]
  member(leg: Transport): Member
}

/** A hub without rooms. */
export function noMedia(secret: Uint8Array): Media {
  return openMedia(secret, { port: 0, addresses: [], mostReceivers: 0, mostInRoom: 0 }, noRooms)
}
