import type { Codec } from '../rtp/key-frame.ts'
import type { OfferedCodec, Section } from './offer.ts'

/** A codec of an offer that the hub passes on. */
export interface UsableCodec extends OfferedCodec {
  codec: Codec
}

/**
 * What of an offered medium the hub can pass on, the best first: Opus; H.264 in its baseline, which old panels decode in
 * hardware, then VP8. One of each.
 */
export function usableCodecs({ kind, codecs }: Section): UsableCodec[] {
  if (kind === 'audio') return codecs.filter(isOpus).slice(0, 1).map(as('opus'))
  if (kind !== 'video') return []
  const h264 = codecs.filter(isBaseline)
  const constrained = h264.find(isConstrained) ?? h264[0]
  const vp8 = codecs.find(({ name, clockRate }) => name === 'VP8' && clockRate === 90_000)
  return [...(constrained ? [as('h264')(constrained)] : []), ...(vp8 ? [as('vp8')(vp8)] : [])]
}

function as(codec: Codec): (offered: OfferedCodec) => UsableCodec {
  return (offered) => ({ ...offered, codec })
}

function isOpus({ name, clockRate, channels }: OfferedCodec): boolean {
  return name === 'OPUS' && clockRate === 48_000 && channels === 2
}

/** Frames in several packets (mode 1), which is what everybody sends; `42` is the baseline's number (RFC 6184, 8.1). */
function isBaseline({ name, clockRate, parameters }: OfferedCodec): boolean {
  return (
    name === 'H264' &&
    clockRate === 90_000 &&
    /\bpacketization-mode=1\b/.test(parameters) &&
    /\bprofile-level-id=42/i.test(parameters)
  )
}

function isConstrained({ parameters }: OfferedCodec): boolean {
  return /\bprofile-level-id=42[4-7c-f]/i.test(parameters)
}

/** What the hub does with feedback: asks and is asked for packets and key frames, and says how much may be sent. */
const feedback = ['nack', 'nack pli', 'ccm fir', 'goog-remb']

/** A codec's lines in an answer. */
export function codecLines({
  payloadType,
  name,
  clockRate,
  channels,
  parameters,
  feedback: offered,
}: UsableCodec): string[] {
  const spelled = name === 'OPUS' ? 'opus' : name
  return [
    `a=rtpmap:${payloadType} ${spelled}/${clockRate}${channels > 1 ? `/${channels}` : ''}`,
    ...feedback.filter((kind) => offered.includes(kind)).map((kind) => `a=rtcp-fb:${payloadType} ${kind}`),
    ...(isPlain(parameters) ? [`a=fmtp:${payloadType} ${parameters}`] : []),
  ]
}

/** What is said again in an answer holds nothing but parameters. */
function isPlain(parameters: string): boolean {
  return /^[A-Za-z0-9=;,. /+_-]{1,300}$/.test(parameters)
}
