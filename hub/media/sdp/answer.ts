import { codecLines, type UsableCodec } from './codecs.ts'
import type { Offer, Section } from './offer.ts'

/** What the hub's end of the transport is. */
export interface LocalTransport {
  iceUfrag: string
  icePwd: string
  /** `sha-256 AB:CD…` */
  fingerprint: string
  setup: 'active' | 'passive'
  /** `candidate:…` without `a=`, the best first. */
  candidates: readonly string[]
}

/** What becomes of an offered medium; without it the medium is turned down. */
export interface AnsweredSection {
  codecs: readonly UsableCodec[]
  /** The one header extension the hub reads: which medium a packet belongs to. */
  midExtension?: number
  /** The stream that the hub sends in it; without one it receives. */
  sends?: { ssrc: number; name: string; stream: string }
}

/** The one header extension that the hub reads (RFC 9143, section 15). */
const midUri = 'urn:ietf:params:rtp-hdrext:sdes:mid'

export function midExtensionOf({ extensions }: Section): number | undefined {
  return extensions.find(({ uri }) => uri === midUri)?.id
}

/**
 * The answer to an offer.
 *
 * @param answered by the sections' order
 */
export function writeAnswer(
  { sections }: Offer,
  answered: readonly (AnsweredSection | undefined)[],
  local: LocalTransport,
  session: string,
): string {
  const open = sections.filter((_, i) => answered[i])
  const lines = [
    'v=0',
    `o=- ${session} 1 IN IP4 0.0.0.0`,
    's=-',
    't=0 0',
    `a=group:BUNDLE ${open.map(({ mid }) => mid).join(' ')}`,
    'a=msid-semantic: WMS *',
    ...sections.flatMap((section, i) => {
      const answer = answered[i]
      return answer ? accepted(section, answer, local, section === open[0]) : turnedDown(section)
    }),
  ]
  return `${lines.join('\r\n')}\r\n`
}

function accepted(
  { kind, protocol, mid }: Section,
  { codecs, midExtension, sends }: AnsweredSection,
  local: LocalTransport,
  isFirst: boolean,
): string[] {
  const port = local.candidates[0]?.split(' ')[5] ?? '9'
  return [
    `m=${kind} ${port} ${protocol} ${codecs.map(({ payloadType }) => payloadType).join(' ')}`,
    'c=IN IP4 0.0.0.0',
    `a=mid:${mid}`,
    `a=${sends ? 'sendonly' : 'recvonly'}`,
    `a=ice-ufrag:${local.iceUfrag}`,
    `a=ice-pwd:${local.icePwd}`,
    `a=fingerprint:${local.fingerprint}`,
    `a=setup:${local.setup}`,
    'a=rtcp-mux',
    'a=rtcp-rsize',
    ...(midExtension && !sends ? [`a=extmap:${midExtension} ${midUri}`] : []),
    ...codecs.flatMap(codecLines),
    ...(sends
      ? [
          `a=msid:${sends.stream} ${sends.name}`,
          `a=ssrc:${sends.ssrc} cname:${sends.stream}`,
          `a=ssrc:${sends.ssrc} msid:${sends.stream} ${sends.name}`,
        ]
      : []),
    ...(isFirst ? [...local.candidates.map((candidate) => `a=${candidate}`), 'a=end-of-candidates'] : []),
  ]
}

function turnedDown({ kind, protocol, formats, mid }: Section): string[] {
  const medium = kind === 'other' ? 'application' : kind
  return [`m=${medium} 0 ${protocol} ${formats.join(' ') || '0'}`, 'c=IN IP4 0.0.0.0', `a=mid:${mid}`, 'a=inactive']
}
