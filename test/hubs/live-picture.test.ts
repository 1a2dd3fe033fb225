import { networkInterfaces } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Media, openMedia } from '../../hub/media/media.ts'
import type { Session } from '../../hub/media/session.ts'
import type { MediaToken } from '../../hub/media/tokens.ts'
import { freeUdpPort } from '../media/free-udp-port.ts'
import { type Medium, Peer } from '../media/peers.ts'
import { id } from './small-county.ts'

const host: MediaToken = { room: 'room', device: id.device('studio-1'), as: 'host' }
const panel = (n: number): MediaToken => ({ room: 'room', device: id.device(`panel-${n}`), as: 'watch' })
const floor: MediaToken = { room: 'room', device: id.device('panel-1'), as: 'floor' }

const [sound, small, sharp] = [1000, 2000, 3000]
const key = [0x65, 1, 2, 3]
const delta = [0x41, 1, 2, 3]

const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.family === 'IPv6')

let media: Media
const peers: Peer[] = []
const sessions = new Map<Peer, Session>()
beforeEach(async () => {
  const settings = { port: await freeUdpPort(), addresses: ['203.0.113.9', '::1'], mostReceivers: 20, mostInRoom: 4 }
  media = openMedia(new Uint8Array(32), settings, { of: async () => ({ watch: true, publish: ['host', 'floor'] }) })
})
afterEach(() => {
  for (const peer of peers.splice(0)) peer.close()
  media.close()
})

/**
 * @param meanwhile what the client asks for before its connection stands
 * @param hears what the client takes of the answer
 */
async function come(
  token: MediaToken,
  direction: 'SendOnly' | 'RecvOnly',
  what: readonly Medium[],
  meanwhile: (session: Session) => void = () => undefined,
  hears = (answer: string) => answer,
): Promise<Peer> {
  const [peer, offer] = await Peer.offer(direction, what)
  peers.push(peer)
  const joined = await media.join(token, offer)
  if (!('answer' in joined)) throw new Error(joined.why)
  sessions.set(peer, joined.session)
  meanwhile(joined.session)
  await peer.answered(hears(joined.answer))
  return peer
}

/** Of the hub's addresses the machine's own loop in IPv6 alone. */
const byIpv6 = (answer: string) =>
  answer
    .split('\r\n')
    .filter((line) => !line.startsWith('a=candidate:') || line.split(' ')[4] === '::1')
    .join('\r\n')

const comeAsHost = () =>
  come(host, 'SendOnly', [
    { kind: 'audio', ssrc: sound },
    { kind: 'video', ssrc: small, codec: 'h264' },
    { kind: 'video', ssrc: sharp, codec: 'h264' },
  ])
const watch = (n: number) => come(panel(n), 'RecvOnly', [{ kind: 'audio' }, { kind: 'video' }])

/** A publisher's three streams, whose every frame is one packet; `sharp` begins where its timestamps please. */
class Camera {
  private frame = 0

  constructor(private readonly peer: Peer) {}

  /** A frame of each, a key frame of those that were asked for one. */
  shoot(keys: readonly number[] = []): void {
    this.frame++
    const at = this.frame * 3000
    this.peer.send(0, header(sound, 111, this.frame, this.frame * 1600), [this.frame])
    this.peer.send(1, header(small, 102, this.frame, at), [...(keys.includes(small) ? key : delta), small / 1000])
    this.peer.send(2, header(sharp, 102, 500 + this.frame, 777_000 + at), [
      ...(keys.includes(sharp) ? key : delta),
      sharp / 1000,
    ])
  }

  /** Shoots until something is so, with key frames as they are asked for. */
  async until(peer: Peer, is: () => boolean): Promise<void> {
    const timer = setInterval(() => {
      const asked = this.peer.reports.flatMap((one) => (one.is === 'key-frame' ? [one.media] : []))
      this.peer.reports.length = 0
      this.shoot(asked)
    }, 10)
    await peer.until(is)
    clearInterval(timer)
  }
}

function header(ssrc: number, payloadType: number, sequence: number, timestamp: number) {
  return { ssrc, payloadType, sequence: sequence & 0xffff, timestamp, marker: true }
}

const pictures = (peer: Peer) => peer.packets.filter(({ payloadType }) => payloadType === 102)
const sounds = (peer: Peer) => peer.packets.filter(({ payloadType }) => payloadType === 111)

test('who joins hears and sees the host from a key frame on, which ten who come together ask for once or twice', async () => {
  const camera = new Camera(await comeAsHost())
  const watchers = await Promise.all([1, 2, 3, 4].map(watch))
  for (const one of watchers) await camera.until(one, () => pictures(one).length > 3 && sounds(one).length > 3)
  for (const one of watchers) {
    expect([...(pictures(one)[0]?.payload ?? [])]).toEqual([...key, 3])
    expect(new Set(one.packets.map(({ ssrc }) => ssrc)).size).toBe(2)
  }
})

test.skipIf(!hasIpv6)('who reaches the hub by IPv6 alone hears and sees the host', async () => {
  const camera = new Camera(await comeAsHost())
  const one = await come(panel(1), 'RecvOnly', [{ kind: 'audio' }, { kind: 'video' }], undefined, byIpv6)
  await camera.until(one, () => pictures(one).length > 3 && sounds(one).length > 3)
})

test('a receiver who changes to the small picture sees one stream that goes on', async () => {
  const camera = new Camera(await comeAsHost())
  const one = await watch(1)
  await camera.until(one, () => pictures(one).length > 3)
  sessions.get(one)?.choose('small')
  await camera.until(one, () => pictures(one).some(({ payload }) => payload.at(-1) === 2))
  const seen = pictures(one)
  const change = seen.findIndex(({ payload }) => payload.at(-1) === 2)
  expect([...(seen[change]?.payload ?? [])]).toEqual([...key, 2])
  const steps = seen.slice(1).map(({ sequence, timestamp }, i) => ({
    sequence: (sequence - (seen[i]?.sequence ?? 0)) & 0xffff,
    later: (timestamp - (seen[i]?.timestamp ?? 0)) | 0,
  }))
  expect(steps.every(({ sequence }) => sequence === 1)).toBe(true)
  expect(steps.every(({ later }) => later > 0 && later < 90_000)).toBe(true)

  sessions.get(one)?.choose('none')
  const last = pictures(one).length
  const heard = sounds(one).length
  await camera.until(one, () => sounds(one).length > heard + 5)
  expect(pictures(one).length).toBeLessThanOrEqual(last + 1)
})

test('a receiver who says before it stands which picture it wants never gets another', async () => {
  const camera = new Camera(await comeAsHost())
  const one = await come(panel(1), 'RecvOnly', [{ kind: 'audio' }, { kind: 'video' }], (session) =>
    session.choose('small'),
  )
  await camera.until(one, () => pictures(one).length > 3)
  expect(pictures(one).every(({ payload }) => payload.at(-1) === 2)).toBe(true)
})

test('who has the floor is heard by everybody but themselves, without a new negotiation', async () => {
  const slots = [{ kind: 'audio' }, { kind: 'video' }, { kind: 'audio' }, { kind: 'video' }] as const
  const studio = await come({ ...host, as: 'watch' }, 'RecvOnly', slots)
  const classroom = await come(panel(1), 'RecvOnly', slots)
  const speaker = await come(floor, 'SendOnly', [{ kind: 'audio', ssrc: 7000 }])
  let n = 0
  const timer = setInterval(() => speaker.send(0, header(7000, 111, n, n++ * 960), [42]), 10)
  await studio.until(() => sounds(studio).length > 3)
  clearInterval(timer)
  expect(classroom.packets).toEqual([])
})

test('a lost packet is asked for, and one that a receiver lost is sent again', async () => {
  const publisher = await comeAsHost()
  const one = await watch(1)
  // The first may go before the receiver's leg stands.
  let sent = 0
  const beginning = setInterval(() => publisher.send(2, header(sharp, 102, ++sent, 3000 * sent), [...key]), 20)
  await one.until(() => pictures(one).length > 0)
  clearInterval(beginning)
  const send = (n: number) => publisher.send(2, header(sharp, 102, sent + n, 3000 * (sent + n)), [...delta, n])
  const deltas = () => pictures(one).filter(({ payload }) => payload[0] === delta[0])
  send(1)
  await one.until(() => deltas().length === 1)
  send(3)
  await publisher.until(() => publisher.reports.some((report) => report.is === 'nack'))
  expect(publisher.reports.find((report) => report.is === 'nack')).toEqual({
    is: 'nack',
    media: sharp,
    sequences: [sent + 2],
  })
  send(2)
  await one.until(() => deltas().length === 3)
  const [first, third, second] = deltas().map(({ sequence }) => sequence)
  expect([second, third]).toEqual([((first ?? 0) + 1) & 0xffff, ((first ?? 0) + 2) & 0xffff])
})

test('what is no media, or not as agreed, goes nowhere and harms nobody', async () => {
  const publisher = await comeAsHost()
  const one = await watch(1)
  const padded = Buffer.concat([Buffer.from('a06600010000000000000bb8', 'hex'), Buffer.from([...key, 0xff])])
  publisher.sendBytes(2, padded) // more padding than packet
  publisher.send(1, header(small, 35, 1, 0), [...key]) // a payload type that nobody agreed to
  publisher.send(1, header(99, 35, 1, 0), [...key]) // a stream that nobody named
  const camera = new Camera(publisher)
  await camera.until(one, () => pictures(one).length > 2)
  expect(pictures(one).every(({ payload }) => payload.at(-1) === 3)).toBe(true)
})

test('a second host is refused, and the same one who comes again takes its own place', async () => {
  await comeAsHost()
  const [, offer] = await Peer.offer('SendOnly', [{ kind: 'audio', ssrc: 1 }])
  expect(await media.join({ ...host, device: id.device('studio-2') }, offer)).toMatchObject({ status: 409 })
  const again = new Camera(await comeAsHost())
  const one = await watch(1)
  await again.until(one, () => pictures(one).length > 2)
})

test('more than a room may have are told when to come again', async () => {
  await Promise.all([1, 2, 3, 4].map(watch))
  const [peer, offer] = await Peer.offer('RecvOnly', [{ kind: 'audio' }])
  peers.push(peer)
  expect(await media.join(panel(5), offer)).toMatchObject({ status: 503, why: 'full', retryAfter: 30 })
})
