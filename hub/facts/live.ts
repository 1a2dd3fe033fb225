import * as v from 'valibot'
import type { WebSocket } from 'ws'
import { unpackFacts } from '../../core/facts/batch.ts'
import { county } from '../../core/facts/scope.ts'
import { heartbeatOf } from '../../core/sync/heartbeat.ts'
import { FromDevice, type FromHub } from '../../core/sync/live-messages.ts'
import { noteStoodElsewhere } from '../devices/move.ts'
import type { Hub } from '../hub.ts'
import { isRevoked, noteCountyRead } from '../people/devices.ts'
import type { Caller } from '../people/sessions.ts'
import { Paging } from './paging.ts'
import { pull } from './pull.ts'

/** How often channels are looked at, ms. */
const lookEvery = 1_000
/** How long a device may keep silent before its channel is given up, usually and on a thin line, ms. */
const patience = { usual: 10_000, thin: 20_000 }

/**
 * The live channels of a hub, whatever opens their sockets: the same facts as over HTTP, in both directions, as they happen.
 * `docs/formats/live-channel.md` describes the messages.
 */
export interface Channels {
  accept(socket: LiveSocket): void
  end(): void
}

/** As much of a WebSocket as a channel needs. */
export type LiveSocket = Pick<WebSocket, 'on' | 'send' | 'close' | 'terminate' | 'readyState' | 'OPEN'>

export function openChannels(hub: Hub): Channels {
  const channels = new Set<Channel>()
  const stopListening = hub.desk.onGrowth((scopes) => {
    for (const channel of channels) channel.grown(scopes)
  })
  const timer = setInterval(() => {
    for (const channel of channels) channel.beat()
  }, lookEvery)
  return {
    accept(socket) {
      const channel = new Channel(hub, socket)
      channels.add(channel)
      socket.on('close', () => channels.delete(channel))
    },
    end() {
      clearInterval(timer)
      stopListening()
      for (const channel of channels) channel.close()
    },
  }
}

class Channel {
  private caller: Caller | undefined
  private cursors: Record<string, string> = {}
  private scopes: readonly string[] = []
  private lastHeard: number
  private pulling = false
  private again = false
  private lastSaid = 0
  private answersPulls = false
  private readonly paging: Paging

  constructor(
    private readonly hub: Hub,
    private readonly socket: LiveSocket,
  ) {
    this.lastHeard = hub.now()
    this.paging = new Paging(hub.now, () => this.again && void this.push())
    socket.on('message', (data) => {
      this.message(String(data)).catch((error: unknown) => this.failed(error))
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', () => this.paging.end())
    this.send({ t: 'nonce', nonce: hub.sessions.nonce(hub.now()) })
  }

  grown(scopes: ReadonlySet<string> | 'all'): void {
    const concerned = scopes === 'all' || this.scopes.length === 0 || this.scopes.some((scope) => scopes.has(scope))
    if (concerned) void this.push()
  }

  beat(): void {
    const now = this.hub.now()
    if (now - this.lastHeard > patience[this.paging.isThin ? 'thin' : 'usual']) this.socket.terminate()
    else if (now - this.lastSaid >= heartbeatOf(this.paging.isThin).beat) this.sayBeat()
  }

  close(): void {
    this.socket.close(1001)
  }

  private async message(text: string): Promise<void> {
    this.lastHeard = this.hub.now()
    const message = readMessage(text)
    if (!message) return this.socket.close(1008, 'malformed')
    if (message.t === 'beat') {
      this.paging.answered()
      if (message.cursors) {
        this.cursors = { ...message.cursors }
        this.again = true
      }
      return this.again ? this.push() : undefined
    }
    if (message.t === 'line') {
      this.paging.isThin = message.thin
      return
    }
    if (message.t === 'hello') {
      this.caller = await this.hub.sessions.callerOf(message.authorization, this.hub.now())
      if (!this.caller) return this.socket.close(4401, 'prove-yourself')
      if (this.caller.revoked) return this.socket.close(4403, 'revoked')
      this.cursors = { ...message.cursors }
      this.answersPulls = message.answersPulls === true
      this.paging.isThin = message.thin === true
      await noteCountyRead(this.hub.db, this.caller.device, this.cursors[county] ?? '')
      await noteStoodElsewhere(this.hub.db, this.caller, this.cursors)
      return this.push()
    }
    if (!this.caller) return this.socket.close(4401, 'prove-yourself')
    // 1013: try again later (IANA WebSocket close codes).
    if (this.hub.pace.wait(this.caller.device, this.hub.now()) > 0) return this.socket.close(1013, 'too-often')
    const { caller, lastHeard } = this
    await this.hub.desk.nearTurn(() => this.take(message, caller, lastHeard))
  }

  private async take(message: Extract<FromDevice, { t: 'facts' }>, { device }: Caller, heard: number): Promise<void> {
    const batch = unpackFacts(message.facts)
    if (!batch.ok || batch.facts.some((fact) => fact.device !== device)) return this.socket.close(1008, 'malformed')
    const facts = [...batch.facts].sort((a, b) => a.seq - b.seq)
    try {
      const receipt = await this.hub.desk.deliver({ device, facts, before: batch.before, heard })
      this.send({ t: 'receipt', id: message.id, receipt })
    } catch (error) {
      this.failed(error)
    }
  }

  /** The device comes again, and the hub goes on for all others. */
  private failed(error: unknown): void {
    console.error(
      'live:',
      this.hub.room.wanted(error) ? 'the disk is full; nothing is taken in until there is room' : error,
    )
    this.socket.close(1011)
  }

  /** Sends what the cursors lack, when another page may go; asked again meanwhile, looks again when it is through. */
  private async push(): Promise<void> {
    if (!this.caller || this.socket.readyState !== this.socket.OPEN) return
    this.again = true
    if (this.pulling) return
    this.pulling = true
    try {
      while (this.again && this.paging.mayGo) {
        this.again = false
        if (await isRevoked(this.hub.db, this.caller.device)) return this.socket.close(4403, 'revoked')
        const line = this.paging.isThin ? 'thin' : 'usual'
        const answer = await pull(this.hub.db, this.caller.device, this.cursors, this.hub.now(), line)
        this.scopes = answer.scopes
        for (const page of answer.pages) this.cursors[page.scope] = page.cursor
        const hasMore = answer.pages.some((page) => page.more)
        if (hasMore) this.again = true
        this.send({ t: 'pull', pull: answer })
        if (this.answersPulls) this.paging.said()
        else this.sayBeat()
        this.paging.went(hasMore)
      }
    } catch (error) {
      this.failed(error)
    } finally {
      this.pulling = false
    }
  }

  private sayBeat(): void {
    this.paging.said()
    this.send({ t: 'beat' })
  }

  private send(message: FromHub): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    this.lastSaid = this.hub.now()
    // A beat is as short as it can be.
    this.socket.send(JSON.stringify(message), { compress: message.t !== 'beat' })
  }
}

function readMessage(text: string): FromDevice | undefined {
  try {
    const reading = v.safeParse(FromDevice, JSON.parse(text))
    return reading.success ? reading.output : undefined
  } catch {
    return undefined // not JSON: the channel is closed for it
  }
}
