import { fork } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import WebSocket from 'ws'
import { DeviceId } from '../../../../core/facts/ids.ts'
import { freeUdpPort } from '../../../media/free-udp-port.ts'
import { startJanus } from '../../../media/outside/janus.ts'
import { Peer } from '../../../media/peers.ts'
import type { Asked } from './far-hub.ts'
import { Listener } from './listener.ts'
import { payloadTypes, ssrcs } from './stream.ts'

/** A program that passes one stream on, with all that it has used, ms of a core. */
export interface Forwarder {
  /** So many may be let in at the same time. */
  atOnce: number
  send(kind: 'audio' | 'video', packet: Buffer): void
  listen(): Promise<Listener>
  used(): Promise<number>
  close(): Promise<void>
}

export async function hubForwarder(): Promise<Forwarder> {
  const hub = fork(path.join(import.meta.dirname, 'far-hub.ts'), { execArgv: ['--import', 'tsx'] })
  const ask = async (asked: Asked): Promise<unknown> => {
    const answer = once(hub, 'message')
    hub.send(asked)
    return (await answer)[0]
  }
  const join = async (as: 'host' | 'watch', name: string, offer: string): Promise<string> => {
    for (;;) {
      const answer = await ask({ token: { room: 'room', device: v.parse(DeviceId, name), as }, offer })
      if (typeof answer === 'string') return answer
      const { retryAfter } = answer as { retryAfter?: number } // why somebody does not get in
      if (!retryAfter) throw new Error(JSON.stringify(answer))
      await new Promise((resolve) => setTimeout(resolve, retryAfter * 1000))
    }
  }
  const [host, offer] = await Peer.offer('SendOnly', [
    { kind: 'audio', ssrc: ssrcs.audio },
    { kind: 'video', ssrc: ssrcs.video, codec: 'h264' },
  ])
  await host.answered(await join('host', 'host-1', offer))
  let n = 0
  return {
    atOnce: 1,
    send: (kind, packet) => host.sendBytes(kind === 'audio' ? 0 : 1, packet),
    listen: () => Listener.asking((wish) => join('watch', `panel-${n++}`, wish)),
    used: async () => Number(await ask('used')),
    async close() {
      host.close()
      const ended = once(hub, 'exit')
      hub.kill()
      await ended
    },
  }
}

/** Janus with its streaming plugin: the stream comes in as plain RTP, and goes out to whoever watches as the hub's does. */
export async function janusForwarder(): Promise<Forwarder> {
  const [audioport, videoport] = [await freeUdpPort(), await freeUdpPort()]
  const media = [
    { type: 'audio', mid: '0', port: audioport, pt: payloadTypes.audio, codec: 'opus' },
    {
      ...{ type: 'video', mid: '1', port: videoport, pt: payloadTypes.video, codec: 'h264' },
      fmtp: 'profile-level-id=42e01f;packetization-mode=1',
    },
  ]
  const janus = await startJanus(['streaming'])
  const line = await session(janus.address)
  const control = await line.plugin()
  await line.ask(control, { body: { request: 'create', type: 'rtp', id: 7, media } })
  const socket = createSocket('udp4')
  return {
    // It takes a second for each, most of which it waits.
    atOnce: 20,
    send: (kind, packet) => socket.send(packet, kind === 'audio' ? audioport : videoport, '127.0.0.1'),
    async listen() {
      const handle = await line.plugin()
      const offer = await line.ask(handle, { body: { request: 'watch', id: 7 } })
      return Listener.asked(offer, async (sdp) => {
        await line.ask(handle, { body: { request: 'start' }, jsep: { type: 'answer', sdp } })
      })
    },
    used: async () => usedBy(janus.pid),
    async close() {
      socket.close()
      line.close()
      await janus.close()
    },
  }
}

/** Janus's own protocol, as much as is needed. */
async function session(address: string) {
  const socket = new WebSocket(address, 'janus-protocol')
  await once(socket, 'open')
  const waiting = new Map<string, (said: Said) => void>()
  socket.on('message', (text) => {
    const said = JSON.parse(String(text)) as Said // Janus says so
    if (said.janus !== 'ack') waiting.get(said.transaction ?? '')?.(said)
  })
  let n = 0
  const say = (message: Record<string, unknown>) =>
    new Promise<Said>((resolve, reject) => {
      const transaction = `t${n++}`
      waiting.set(transaction, (said) =>
        said.error || said.plugindata?.data.error ? reject(new Error(JSON.stringify(said))) : resolve(said),
      )
      socket.send(JSON.stringify({ ...message, transaction }))
    })
  const { data } = await say({ janus: 'create' })
  const alive = setInterval(() => void say({ janus: 'keepalive', session_id: data?.id }), 20_000)
  return {
    /** @returns a handle */
    async plugin(): Promise<number> {
      const attached = await say({ janus: 'attach', session_id: data?.id, plugin: 'janus.plugin.streaming' })
      return attached.data?.id ?? 0
    },
    /** @returns SDP, where there is any in the answer */
    async ask(handle: number, message: Record<string, unknown>): Promise<string> {
      const { jsep } = await say({ janus: 'message', session_id: data?.id, handle_id: handle, ...message })
      return jsep?.sdp ?? ''
    },
    close() {
      clearInterval(alive)
      socket.close()
    },
  }
}

interface Said {
  janus: string
  transaction?: string
  data?: { id: number }
  jsep?: { sdp: string }
  error?: unknown
  plugindata?: { data: { error?: string } }
}

/** What a process of this machine has used: fields 14 and 15 behind its name (proc_pid_stat), in hundredths of a second. */
function usedBy(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
