import { EventEmitter } from 'node:events'
import type { LiveSocket } from '../../hub/facts/live.ts'
import type { ClientEnd, Wire } from './browser.ts'
import type { HubProcess } from './hub-process.ts'
import type { Network } from './network.ts'
import type { Actor, Stage } from './stage.ts'

const opened = 1
const closed = 3
/** RFC 6455 7.1.5: no word of why it ended. */
const abnormal = 1006

/** Opens a socket between a device's life and the hub's run: what is said arrives in order, late, or not any more. */
export function dial(
  stage: Stage,
  network: Network,
  machine: HubProcess,
  end: ClientEnd,
  /** Told of every word of the hub that is about facts. */
  told: (device: string) => void,
): Wire {
  const device = stage.actor
  const socket = new Socket(stage, network, device, end, told)
  stage.after(network.delay(device.name), network.wire, () => {
    const hub = network.isDown(device.name) ? undefined : machine.listening
    if (!hub) return socket.break()
    socket.open(hub.life)
    hub.channels.accept(socket.hubEnd())
  })
  return { send: (data) => socket.toHub(data), close: () => socket.break() }
}

class Socket {
  private readonly hub = new EventEmitter()
  private life: Actor | undefined
  private lastToHub = 0
  private lastToDevice = 0
  private broken = false

  constructor(
    private readonly stage: Stage,
    private readonly network: Network,
    private readonly device: Actor,
    private readonly end: ClientEnd,
    private readonly told: (device: string) => void,
  ) {}

  open(life: Actor): void {
    this.life = life
    this.end.readyState = opened
  }

  /** As the hub's library shows it. */
  hubEnd(): LiveSocket {
    const close = () => this.break()
    const end = Object.assign(this.hub, {
      OPEN: opened,
      send: (data: string) => this.toDevice(data),
      close,
      terminate: close,
    })
    Object.defineProperty(end, 'readyState', { get: () => (this.broken ? closed : opened) })
    return end as unknown as LiveSocket // an emitter with what a channel calls
  }

  toHub(data: string): void {
    const { life } = this
    if (!life || this.broken || this.fails()) return
    this.lastToHub = this.later(this.lastToHub)
    this.stage.after(this.lastToHub - this.stage.now, life, () => {
      if (!this.broken) this.hub.emit('message', data)
    })
  }

  private toDevice(data: string): void {
    if (data.startsWith('{"t":"pull"')) this.told(this.device.name)
    if (this.broken || this.fails()) return
    this.lastToDevice = this.later(this.lastToDevice)
    this.stage.after(this.lastToDevice - this.stage.now, this.device, () => {
      if (!this.broken) this.end.onmessage?.({ data })
    })
  }

  break(): void {
    if (this.broken) return
    this.broken = true
    this.end.readyState = closed
    this.stage.after(1, this.device, () => this.end.onclose?.({ code: abnormal }))
    if (this.life) this.stage.after(1, this.life, () => this.hub.emit('close'))
  }

  /** Never before what was said before. */
  private later(last: number): number {
    return Math.max(last, this.stage.now + this.network.delay(this.device.name))
  }

  private fails(): boolean {
    if (!this.network.fails(this.device.name)) return false
    this.break()
    return true
  }
}
