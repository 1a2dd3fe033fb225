import { randomInt } from 'node:crypto'
import type { PublishedSection } from './publisher.ts'
import type { AgreedSlot, SlotName } from './receiver.ts'
import { type AnsweredSection, midExtensionOf } from './sdp/answer.ts'
import { type UsableCodec, usableCodecs } from './sdp/codecs.ts'
import type { Offer, Section } from './sdp/offer.ts'
import type { TrackName } from './source.ts'

/** What of an offer is taken: by its sections' order. */
export interface Agreed<What> {
  answered: (AnsweredSection | undefined)[]
  what: What
}

/**
 * What a publisher may send: one sound, and of a host two pictures of one camera, the small one first; one alone is the sharp
 * one. All of it or nothing: who is seen and not heard, or the other way round, would not know (RFC 9725, 4.4.3).
 *
 * @returns undefined where not all of it can be passed on
 */
export function agreeToPublish(offer: Offer, as: 'host' | 'floor'): Agreed<PublishedSection[]> | undefined {
  const usable = offer.sections.map((section) => (mayCome(section, 'sendonly') ? usableCodecs(section) : []))
  const pictures = offer.sections.filter((section, i) => section.kind === 'video' && usable[i]?.length).length
  const free = tracksFor(as, pictures)
  const answered: (AnsweredSection | undefined)[] = []
  const what: PublishedSection[] = []
  for (const [i, section] of offer.sections.entries()) {
    const codec = usable[i]?.[0]
    const track = codec && free[section.kind === 'audio' ? 'sound' : 'pictures'].shift()
    if (!codec || !track) {
      if (!section.off) return undefined
      answered.push(undefined)
      continue
    }
    const midExtension = midExtensionOf(section)
    const known = midExtension !== undefined ? { midExtension } : {}
    answered.push({ codecs: [codec], ...known })
    const { mid, ssrcs } = section
    what.push({ mid, ssrcs, track, codecs: new Map([[codec.payloadType, codec.codec]]), ...known })
  }
  return what.length > 0 ? { answered, what } : undefined
}

function tracksFor(as: 'host' | 'floor', pictures: number): { sound: TrackName[]; pictures: TrackName[] } {
  if (as === 'floor') return { sound: ['floor-sound'], pictures: ['floor-picture'] }
  return { sound: ['host-sound'], pictures: pictures > 1 ? ['host-small', 'host-sharp'] : ['host-sharp'] }
}

/**
 * What a receiver has room for: its first sound and picture are the host's, its second the floor's.
 *
 * @returns undefined where it can take nothing
 */
export function agreeToWatch(offer: Offer): Agreed<Map<SlotName, AgreedSlot>> | undefined {
  const free: { audio: SlotName[]; video: SlotName[]; other: SlotName[] } = {
    audio: ['host-sound', 'floor-sound'],
    video: ['host-picture', 'floor-picture'],
    other: [],
  }
  const slots = new Map<SlotName, AgreedSlot>()
  const answered = offer.sections.map((section) => {
    const codecs = mayCome(section, 'recvonly') ? usableCodecs(section) : []
    const name = codecs.length > 0 ? free[section.kind].shift() : undefined
    if (!name) return undefined
    const ssrc = randomInt(1, 0xffffffff)
    slots.set(name, { ssrc, payloadTypes: new Map(codecs.map(byCodec)) })
    return { codecs, sends: { ssrc, name, stream: name.startsWith('host') ? 'host' : 'floor' } }
  })
  return slots.size > 0 ? { answered, what: slots } : undefined
}

function byCodec({ codec, payloadType }: UsableCodec): [UsableCodec['codec'], number] {
  return [codec, payloadType]
}

function mayCome({ open, direction }: Section, way: 'sendonly' | 'recvonly'): boolean {
  return open && (direction === way || direction === 'sendrecv')
}
