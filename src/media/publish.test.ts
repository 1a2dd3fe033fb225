import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { soundRates } from '../../core/sound/mode.ts'
import { id } from '../../test/hubs/small-county.ts'
import { type Publishing, publish } from './publish.ts'

/** A browser's sender of sound: what it sends, and how that is coded. */
class Sender {
  track: unknown
  parameters: RTCRtpSendParameters
  constructor(track: unknown, encodings: RTCRtpEncodingParameters[]) {
    this.track = track
    this.parameters = { encodings } as RTCRtpSendParameters // nothing else is asked of it
  }
  async replaceTrack(track: unknown) {
    this.track = track
  }
  getParameters = () => structuredClone(this.parameters)
  async setParameters(parameters: RTCRtpSendParameters) {
    this.parameters = parameters
  }
}

const senders: Sender[] = []

/** A connection that stands as soon as the other side has answered. */
class Connection {
  connectionState = 'new'
  localDescription = { sdp: 'our offer' }
  onconnectionstatechange: () => void = () => undefined
  createOffer = async () => ({ type: 'offer', sdp: 'our offer' })
  setLocalDescription = async () => undefined
  getTransceivers = () => []
  close = () => undefined
  addTransceiver(track: unknown, { sendEncodings }: { sendEncodings: RTCRtpEncodingParameters[] }) {
    const sender = new Sender(track, sendEncodings)
    senders.push(sender)
    return { sender }
  }
  async setRemoteDescription() {
    this.connectionState = 'connected'
    this.onconnectionstatechange()
  }
}

const track = (name: string) => ({ name }) as unknown as MediaStreamTrack // it is passed on, and nothing else
const [voice, violin] = [track('voice'), track('violin')]

let publishing: Publishing
let states: string[]
beforeEach(() => {
  states = []
  senders.length = 0
  vi.stubGlobal('RTCPeerConnection', Connection)
  vi.stubGlobal('MediaStream', class {})
  vi.stubGlobal('fetch', async (url: string) => {
    const answer = new Response('their answer', { status: 201, headers: { Location: '/sessions/1' } })
    return Object.defineProperty(answer, 'url', { value: url })
  })
  publishing = publish(
    {
      ...{ room: id.lesson('three.20260908.1'), as: 'host', picture: undefined },
      ...{ sound: voice, mode: 'voice', changed: (state) => states.push(state) },
    },
    async () => ({ host: { url: 'https://hub.example.cn/whip', token: 'north' }, iceServers: [] }),
  )
})
afterEach(() => {
  publishing.stop()
  vi.unstubAllGlobals()
})

const sent = () => senders.map(({ track, parameters }) => [track, parameters.encodings[0]?.maxBitrate])

test('other sound goes out in the session that there is, coded for what it is', async () => {
  await vi.waitFor(() => expect(states).toContain('on'))
  expect(sent()).toEqual([[voice, 32_000]])
  publishing.speak(violin, 'music')
  await vi.waitFor(() => expect(sent()).toEqual([[violin, soundRates.music]]))
  publishing.speak(undefined, 'voice')
  await vi.waitFor(() => expect(sent()).toEqual([[null, 32_000]]))
})

test('what is said to be sound before there is a session is what it begins with', async () => {
  publishing.speak(violin, 'music')
  await vi.waitFor(() => expect(states).toContain('on'))
  expect(sent()).toEqual([[violin, soundRates.music]])
})
