const transport = [
  'a=ice-ufrag:Zr4m',
  'a=ice-pwd:Xw9TtB7cKdYh2aEZr4mLq0X+',
  'a=ice-options:trickle',
  'a=fingerprint:sha-256 '.concat(Array(32).fill('5F').join(':')),
  'a=setup:actpass',
]

const audio = [
  'a=rtpmap:111 opus/48000/2',
  'a=rtcp-fb:111 transport-cc',
  'a=fmtp:111 minptime=10;useinbandfec=1',
  'a=rtpmap:0 PCMU/8000',
]

const feedback = (pt: number) =>
  ['goog-remb', 'transport-cc', 'ccm fir', 'nack', 'nack pli'].map((kind) => `a=rtcp-fb:${pt} ${kind}`)
const video = [
  'a=rtpmap:96 VP8/90000',
  ...feedback(96),
  'a=rtpmap:97 rtx/90000',
  'a=fmtp:97 apt=96',
  'a=rtpmap:102 H264/90000',
  ...feedback(102),
  'a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f',
  'a=rtpmap:104 H264/90000',
  'a=fmtp:104 level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42e01f',
  'a=rtpmap:106 H264/90000',
  ...feedback(106),
  'a=fmtp:106 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
]

function section(kind: 'audio' | 'video', mid: number, direction: string, formats: string, codecs: readonly string[]) {
  return [
    `m=${kind} 9 UDP/TLS/RTP/SAVPF ${formats}`,
    'c=IN IP4 0.0.0.0',
    'a=rtcp:9 IN IP4 0.0.0.0',
    ...transport,
    `a=mid:${mid}`,
    'a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid',
    `a=${direction}`,
    'a=rtcp-mux',
    ...codecs,
    ...(direction === 'recvonly' ? [] : [`a=ssrc:${1000 + mid} cname:peer`, `a=ssrc:${1000 + mid} msid:peer t`]),
  ]
}

/** An offer as Chromium writes it, shortened. */
export function browserOffer(
  direction: 'sendonly' | 'recvonly' | 'sendrecv',
  media: readonly ('audio' | 'video')[],
): string {
  const head = ['v=0', 'o=- 4611731400430051336 2 IN IP4 127.0.0.1', 's=-', 't=0 0']
  const parts = media.map((kind, mid) =>
    kind === 'audio'
      ? section(kind, mid, direction, '111 0', audio)
      : section(kind, mid, direction, '96 97 102 104 106', video),
  )
  const bundle = `a=group:BUNDLE ${media.map((_, mid) => mid).join(' ')}`
  return [...head, bundle, 'a=msid-semantic: WMS peer', ...parts.flat(), ''].join('\r\n')
}

/** An offer of one picture in some codec, with its parameters. */
export function withCodecs(name: string, parameters = ''): string {
  const codecs = [`a=rtpmap:96 ${name}/90000`, ...(parameters ? [`a=fmtp:96 ${parameters}`] : [])]
  const head = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0']
  return [...head, ...section('video', 0, 'sendonly', '96', codecs), ''].join('\r\n')
}
