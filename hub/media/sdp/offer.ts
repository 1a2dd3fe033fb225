/** An offer (RFC 8866, RFC 9429), as far as the hub reads it. */
export interface Offer {
  iceUfrag: string
  icePwd: string
  fingerprint: { algorithm: string; value: string }
  /** Who begins the DTLS handshake; `actpass` leaves it to the hub. */
  setup: 'actpass' | 'active' | 'passive'
  sections: Section[]
}

/** One medium that is offered. */
export interface Section {
  kind: 'audio' | 'video' | 'other'
  /** The words behind `m=` as they came: an answer names them again. */
  protocol: string
  formats: string[]
  mid: string
  /** The offer itself turns it off. */
  off: boolean
  /** Neither turned off by the offer, nor outside of the one transport that the hub opens. */
  open: boolean
  direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'
  codecs: OfferedCodec[]
  extensions: { id: number; uri: string }[]
  /** The streams that the offerer will send, in its order. */
  ssrcs: number[]
}

export interface OfferedCodec {
  payloadType: number
  /** In capitals. */
  name: string
  clockRate: number
  channels: number
  /** Format parameters as they came. */
  parameters: string
  feedback: string[]
}

/** Longer offers are none: a browser's has some 6 KB. */
export const longestOffer = 64_000

const mostLines = 3_000
const mostSections = 16
const mostCodecs = 128

/** Reads an offer. @returns what is wrong with it, in a few words, where it is none */
export function readOffer(text: string): Offer | { fault: string } {
  if (text.length > longestOffer) return { fault: 'the offer is too long' }
  const lines = text.split(/\r?\n/, mostLines + 1)
  if (lines.length > mostLines) return { fault: 'the offer has too many lines' }
  if (lines[0] !== 'v=0') return { fault: 'an offer begins with v=0' }
  const starts = lines.flatMap((line, at) => (line.startsWith('m=') ? [at] : []))
  if (starts.length === 0) return { fault: 'nothing is offered' }
  if (starts.length > mostSections) return { fault: 'too much is offered' }
  const head = lines.slice(0, starts[0])
  const parts = starts.map((start, i) => lines.slice(start, starts[i + 1]))
  const bundle = value(head, 'group:BUNDLE')?.split(' ')
  const sections = parts.map((part, i) => readSection(part, i, bundle))
  if (new Set(sections.map(({ mid }) => mid)).size < sections.length) return { fault: 'two media have one mid' }
  // What the first open medium says of the transport holds for all of them (RFC 9143, 7.1).
  const first = parts[sections.findIndex(({ open }) => open)]
  if (!first) return { fault: 'nothing is offered' }
  const say = (name: string) => value(first, name) ?? value(head, name)
  const iceUfrag = say('ice-ufrag') ?? ''
  const icePwd = say('ice-pwd') ?? ''
  if (!isIceName(iceUfrag, 4) || !isIceName(icePwd, 22)) return { fault: 'the offer has no ICE credentials' }
  const [algorithm = '', print = ''] = (say('fingerprint') ?? '').split(' ')
  if (!/^sha-(256|384|512)$/i.test(algorithm) || !/^([0-9A-F]{2}:){31,63}[0-9A-F]{2}$/i.test(print))
    return { fault: 'the offer has no fingerprint' }
  const setup = say('setup') ?? 'actpass'
  if (setup !== 'actpass' && setup !== 'active' && setup !== 'passive')
    return { fault: 'a=setup is none of the three that there are' }
  return { iceUfrag, icePwd, fingerprint: { algorithm: algorithm.toLowerCase(), value: print }, setup, sections }
}

/** RFC 8839, 5.4. */
export function isIceName(text: string, least: number): boolean {
  return text.length >= least && text.length <= 256 && /^[A-Za-z0-9+/]+$/.test(text)
}

/** The first `a=NAME:…` of some lines. */
function value(lines: readonly string[], name: string): string | undefined {
  const prefix = name.startsWith('group:') ? `a=${name} ` : `a=${name}:`
  return lines
    .find((line) => line.startsWith(prefix))
    ?.slice(prefix.length)
    .trim()
}

function values(lines: readonly string[], name: string): string[] {
  const prefix = `a=${name}:`
  return lines.filter((line) => line.startsWith(prefix)).map((line) => line.slice(prefix.length))
}

function readSection(lines: readonly string[], number: number, bundle: readonly string[] | undefined): Section {
  const [kind = '', port = '', protocol = '', ...formats] = (lines[0] ?? '').slice(2).trim().split(' ')
  const mid = value(lines, 'mid')
  const named = mid !== undefined && /^[\w!#$%&'*+.^`{|}~-]{1,32}$/.test(mid) ? mid : undefined
  const isOff = port === '0' && !lines.includes('a=bundle-only')
  // Without a bundle only the first medium can have the one transport there is.
  const isBundled = bundle ? named !== undefined && bundle.includes(named) : number === 0
  const isRtp = /^[A-Z]{1,4}\/TLS\/RTP\/SAVPF?$/.test(protocol)
  return {
    kind: isRtp && (kind === 'audio' || kind === 'video') ? kind : 'other',
    protocol: /^[A-Za-z/]{1,40}$/.test(protocol) ? protocol : 'UDP/TLS/RTP/SAVPF',
    formats: formats.filter((format) => /^[\w-]{1,24}$/.test(format)).slice(0, mostCodecs),
    mid: named ?? `${number}`,
    off: isOff,
    open: !isOff && isBundled,
    direction: directions.find((direction) => lines.includes(`a=${direction}`)) ?? 'sendrecv',
    codecs: isRtp ? readCodecs(lines, formats) : [],
    extensions: values(lines, 'extmap').flatMap((text) => {
      const [id = '', uri = ''] = text.split(' ')
      const number = Number.parseInt(id, 10) // behind a slash stands the direction
      return number >= 1 && number <= 255 ? [{ id: number, uri }] : []
    }),
    ssrcs: [...new Set(values(lines, 'ssrc').map((text) => Number.parseInt(text, 10)))].filter(
      (ssrc) => ssrc >= 0 && ssrc <= 0xffffffff,
    ),
  }
}

const directions = ['sendrecv', 'sendonly', 'recvonly', 'inactive'] as const

/** What is fixed without a word (RFC 3551, section 6) is nothing that the hub passes on. */
function readCodecs(lines: readonly string[], formats: readonly string[]): OfferedCodec[] {
  const parameters = byPayloadType(values(lines, 'fmtp'))
  const feedback = byPayloadType(values(lines, 'rtcp-fb'))
  const any = feedback.get('*') ?? []
  const maps = byPayloadType(values(lines, 'rtpmap'))
  return formats.slice(0, mostCodecs).flatMap((format) => {
    const [name = '', clockRate = '', channels = '1'] = (maps.get(format)?.[0] ?? '').split('/')
    const payloadType = /^\d{1,3}$/.test(format) ? Number(format) : -1
    // 64 to 95 would be taken for RTCP on the common port.
    if (!name || payloadType < 0 || payloadType > 127 || (payloadType >= 64 && payloadType <= 95)) return []
    return {
      payloadType,
      name: name.toUpperCase(),
      clockRate: Number.parseInt(clockRate, 10) || 0,
      channels: Number.parseInt(channels, 10) || 1,
      parameters: parameters.get(format)?.[0] ?? '',
      feedback: [...(feedback.get(format) ?? []), ...any],
    }
  })
}

function byPayloadType(texts: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const text of texts) {
    const space = text.indexOf(' ')
    if (space < 0) continue
    const [format, rest] = [text.slice(0, space), text.slice(space + 1).trim()]
    const known = found.get(format)
    if (known) known.push(rest)
    else found.set(format, [rest])
  }
  return found
}
