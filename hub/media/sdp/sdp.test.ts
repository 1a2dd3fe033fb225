import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agreeToPublish, agreeToWatch } from '../agree.ts'
import { type LocalTransport, writeAnswer } from './answer.ts'
import { readFragment } from './fragment.ts'
import { type Offer, readOffer } from './offer.ts'
import { browserOffer, withCodecs } from './offers.fixture.ts'

const local: LocalTransport = {
  iceUfrag: 'hubs',
  icePwd: 'a'.repeat(22),
  fingerprint: `sha-256 ${Array(32).fill('AB').join(':')}`,
  setup: 'active',
  candidates: ['candidate:1 1 UDP 2114977791 192.0.2.2 8080 typ host'],
}

function offered(text: string): Offer {
  const offer = readOffer(text)
  if ('fault' in offer) throw new Error(offer.fault)
  return offer
}

describe('an offer', () => {
  test('of a browser is read', () => {
    const offer = offered(browserOffer('sendonly', ['audio', 'video', 'video']))
    expect(offer).toMatchObject({ iceUfrag: 'Zr4m', setup: 'actpass', fingerprint: { algorithm: 'sha-256' } })
    expect(offer.sections.map(({ kind, mid, open, direction }) => [kind, mid, open, direction])).toEqual([
      ['audio', '0', true, 'sendonly'],
      ['video', '1', true, 'sendonly'],
      ['video', '2', true, 'sendonly'],
    ])
  })

  test.each([
    ['', 'begins with v=0'],
    ['v=0\r\ns=-\r\n', 'nothing is offered'],
    [browserOffer('sendonly', ['audio']).replace(/a=ice-pwd.*/, ''), 'ICE credentials'],
    [browserOffer('sendonly', ['audio']).replace(/a=ice-ufrag.*/, 'a=ice-ufrag:a b'), 'ICE credentials'],
    [browserOffer('sendonly', ['audio']).replace(/a=fingerprint.*/, 'a=fingerprint:md5 AB'), 'fingerprint'],
    [browserOffer('sendonly', ['audio', 'video']).replaceAll(/a=mid:./g, 'a=mid:0'), 'one mid'],
    [browserOffer('sendonly', Array(20).fill('audio')), 'too much'],
    [`v=0\r\n${'a=x\r\n'.repeat(20_000)}`, 'too long'],
  ])('%#: is refused in words', (text, fault) => {
    expect(readOffer(text)).toEqual({ fault: expect.stringContaining(fault) })
  })

  test('of any text is read or refused, and what is agreed on then is answered by every medium', () => {
    const lines = browserOffer('sendrecv', ['audio', 'video']).split('\r\n')
    const line = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...lines) },
      { weight: 1, arbitrary: fc.string() },
      { weight: 1, arbitrary: fc.constantFrom('m=video 9 X/Y 96', 'm=application 9 UDP/DTLS/SCTP x', 'a=mid:', 'm=') },
    )
    const mixed = fc.array(line, { maxLength: 80 }).map((some) => ['v=0', ...some].join('\r\n'))
    const damaged = fc
      .tuple(fc.nat(lines.length - 1), fc.string())
      .map(([at, text]) => [...lines.slice(0, at), text, ...lines.slice(at + 1)].join('\r\n'))
    fc.assert(
      fc.property(fc.oneof(fc.string(), mixed, damaged), (text) => {
        const offer = readOffer(text)
        if ('fault' in offer) return
        for (const agreed of [agreeToPublish(offer, 'host'), agreeToPublish(offer, 'floor'), agreeToWatch(offer)]) {
          if (!agreed) continue
          const answer = writeAnswer(offer, agreed.answered, local, '1')
          expect(answer.match(/^m=/gm)?.length).toBe(offer.sections.length)
          expect(answer.split('\r\n').every((one) => /^([a-z]=.+)?$/.test(one))).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('an answer to who publishes', () => {
  const answer = (text: string, as: 'host' | 'floor' = 'host') => {
    const offer = offered(text)
    const agreed = agreeToPublish(offer, as)
    return (
      agreed && { tracks: agreed.what.map(({ track }) => track), text: writeAnswer(offer, agreed.answered, local, '1') }
    )
  }

  test('takes sound, a small and a sharp picture, each in one codec', () => {
    const taken = answer(browserOffer('sendonly', ['audio', 'video', 'video']))
    expect(taken?.tracks).toEqual(['host-sound', 'host-small', 'host-sharp'])
    expect(taken?.text).toContain('a=group:BUNDLE 0 1 2\r\n')
    expect(taken?.text).toContain('m=audio 8080 UDP/TLS/RTP/SAVPF 111\r\n')
    expect(taken?.text).toContain('m=video 8080 UDP/TLS/RTP/SAVPF 106\r\n')
    expect(taken?.text).toMatch(/a=fmtp:106 .*profile-level-id=42e01f/)
    expect(taken?.text).not.toMatch(/rtx|transport-cc/)
    expect(taken?.text.match(/a=candidate/g)).toHaveLength(1)
  })

  test('takes one picture as the sharp one', () => {
    expect(answer(browserOffer('sendonly', ['audio', 'video']))?.tracks).toEqual(['host-sound', 'host-sharp'])
  })

  test('takes all of it or nothing, but what the offer turns off itself', () => {
    expect(answer(browserOffer('sendonly', ['video', 'video', 'video']))).toBeUndefined()
    expect(answer(browserOffer('sendonly', ['audio', 'audio']))).toBeUndefined()
    expect(answer(browserOffer('sendonly', ['audio', 'video', 'video']), 'floor')).toBeUndefined()
    const offer = browserOffer('sendonly', ['audio', 'video'])
    expect(answer(offer.replace(/ (96 97 102 104 106)\r\n/, ' 97\r\n'))).toBeUndefined()
    const off = answer(offer.replace('m=video 9 ', 'm=video 0 '))
    expect(off?.tracks).toEqual(['host-sound'])
    expect(off?.text).toContain('a=group:BUNDLE 0\r\n')
    expect(off?.text).toMatch(/m=video 0 [^\n]+\r\nc=.*\r\na=mid:1\r\na=inactive\r\n$/)
  })

  test('takes VP8 where there is no H.264, and nothing else', () => {
    expect(answer(withCodecs('VP8'))?.text).toMatch(/m=video 8080 [^ ]+ 96\r\n/)
    expect(answer(withCodecs('VP9', 'AV1'))).toBeUndefined()
    expect(answer(withCodecs('H264', 'profile-level-id=640032;packetization-mode=1'))).toBeUndefined()
  })

  test('takes nothing from who only wants to receive', () => {
    expect(answer(browserOffer('recvonly', ['audio', 'video']))).toBeUndefined()
  })
})

describe('an answer to who watches', () => {
  test('has a slot for each medium, the host’s first, with streams that are named', () => {
    const offer = offered(browserOffer('recvonly', ['audio', 'video', 'audio', 'video']))
    const agreed = agreeToWatch(offer)
    expect([...(agreed?.what.keys() ?? [])]).toEqual(['host-sound', 'host-picture', 'floor-sound', 'floor-picture'])
    const text = agreed && writeAnswer(offer, agreed.answered, local, '1')
    expect(text?.match(/a=sendonly/g)).toHaveLength(4)
    expect(text?.match(/a=msid:\w+ [\w-]+/g)).toEqual([
      'a=msid:host host-sound',
      'a=msid:host host-picture',
      'a=msid:floor floor-sound',
      'a=msid:floor floor-picture',
    ])
    const [picture] = [agreed?.what.get('host-picture')]
    expect(picture?.payloadTypes).toEqual(
      new Map([
        ['h264', 106],
        ['vp8', 96],
      ]),
    )
  })
})

describe('a trickled fragment', () => {
  const said = [
    'a=ice-ufrag:Zr4m',
    `a=ice-pwd:${'b'.repeat(24)}`,
    'm=audio 9 UDP/TLS/RTP/SAVPF 0',
    'a=mid:0',
    'a=candidate:1 1 udp 2130706431 192.0.2.1 61764 typ host generation 0',
    'a=end-of-candidates',
    '',
  ]

  test('is read', () => {
    expect(readFragment(said.join('\r\n'))).toMatchObject({ iceUfrag: 'Zr4m', candidates: 1, ended: true })
  })

  test.each(['', 'hello', 'a=candidate:nothing', 'a=ice-ufrag:x', '{"a":1}'])('is not %j', (text) => {
    expect(readFragment(text)).toBeUndefined()
  })

  test('of any text is one or none', () => {
    const line = fc.oneof(fc.constantFrom(...said), fc.string())
    fc.assert(
      fc.property(
        fc.array(line).map((some) => some.join('\n')),
        (text) => void readFragment(text),
      ),
    )
  })
})
