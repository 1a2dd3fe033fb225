import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { type Flow, type Lane, lane } from './lane.ts'
import { type Cut, type LineProperties, realClock } from './line.ts'

export type Traffic = {
  /** Bytes from device to hub, as TCP carries them: TLS is counted, the headers of IP and TCP are not. */
  up: number
  /** Bytes from hub to device. */
  down: number
  /** Connections opened. */
  connections: number
}

export type Relay = {
  port: number
  /** What has crossed since the relay was opened or last reset. */
  traffic(): Traffic
  resetTraffic(): void
  /** The line dies, whatever its schedule says, until `repair`. */
  cut(): void
  repair(): void
  close(): Promise<void>
}

/** What one connection may have under way before its sender has to wait, in bytes: the buffer of a cheap router. */
const buffer = 32 * 1024

/**
 * A line between devices and a hub on this machine: whoever connects to its port reaches the hub's, with the rate, the
 * delay and the cuts of `line`. It works on TCP, so HTTP, TLS and WebSocket pass as they are; UDP does not.
 */
export async function openRelay(hubPort: number, line: LineProperties = {}): Promise<Relay> {
  const delay = line.delay ?? 0
  const up = lane(line.up ?? Number.POSITIVE_INFINITY, delay, realClock)
  const down = lane(line.down ?? Number.POSITIVE_INFINITY, delay, realClock)
  const breakers = new Set<() => void>()
  let connections = 0
  let scheduledDead = false
  let cutByHand = false

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (device) => {
    if (dead() && line.whenDead !== 'silent') {
      device.resetAndDestroy()
      return
    }
    connections += 1
    const breakIt = join(device, hubPort, { up, down, delay }, () => breakers.delete(breakIt))
    breakers.add(breakIt)
  })

  function dead(): boolean {
    return scheduledDead || cutByHand
  }

  function apply(): void {
    if (!dead()) {
      up.start()
      down.start()
      return
    }
    up.stop()
    down.stop()
    if (line.whenDead !== 'silent') for (const breakIt of [...breakers]) breakIt()
  }

  const stopSchedule = follow(line.cuts ?? [], (dead) => {
    scheduledDead = dead
    apply()
  })

  await once(server.listen(0), 'listening')
  return {
    port: (server.address() as AddressInfo).port, // A server that listens on a port, not on a pipe, has this type.
    traffic: () => ({ up: up.crossed(), down: down.crossed(), connections }),
    resetTraffic() {
      up.resetCount()
      down.resetCount()
      connections = 0
    },
    cut() {
      cutByHand = true
      apply()
    },
    repair() {
      cutByHand = false
      apply()
    },
    async close() {
      stopSchedule()
      const closed = once(server, 'close')
      server.close()
      for (const breakIt of [...breakers]) breakIt()
      await closed
    },
  }
}

/** Joins a device's connection to one of its own to the hub; what it returns breaks both. */
function join(
  device: Socket,
  hubPort: number,
  line: { up: Lane; down: Lane; delay: number },
  over: () => void,
): () => void {
  const hub = connect({ port: hubPort, host: 'localhost', allowHalfOpen: true, noDelay: true })
  const sent = line.up.flow({ arrive: (bytes) => pass(bytes, hub), ended: () => hub.end() })
  const received = line.down.flow({ arrive: (bytes) => pass(bytes, device), ended: () => device.end() })

  function pass(bytes: Uint8Array, to: Socket): void {
    to.write(bytes)
    readOn(to)
  }

  /** Whoever sends to `to` may go on if what is under way to it has room again, on the line and at its end. */
  function readOn(to: Socket): void {
    const [from, flow] = to === hub ? [device, sent] : [hub, received]
    if (flow.waiting() <= buffer && !to.writableNeedDrain) from.resume()
  }

  function feed(from: Socket, flow: Flow): void {
    from.on('data', (bytes: Uint8Array) => {
      flow.send(bytes)
      if (flow.waiting() > buffer) from.pause()
    })
    from.on('end', () => flow.end())
  }

  function breakBoth(): void {
    clearTimeout(handshake)
    sent.drop()
    received.drop()
    device.resetAndDestroy()
    hub.resetAndDestroy()
  }

  for (const socket of [device, hub]) {
    socket.on('error', breakBoth)
    socket.on('drain', () => readOn(socket))
    socket.on('close', () => {
      if (device.destroyed && hub.destroyed) over()
    })
  }
  feed(hub, received)
  // The system has accepted the device's connection at once; over a line that takes a round trip.
  const handshake = setTimeout(() => feed(device, sent), 2 * line.delay)
  return breakBoth
}

/** Calls `change` at the beginning and the end of each cut; returns how to stop that. */
function follow(cuts: Iterable<Cut>, change: (dead: boolean) => void): () => void {
  const coming = cuts[Symbol.iterator]()
  const opened = realClock.now()
  let cancel: (() => void) | undefined

  function at(moment: number, act: () => void): void {
    cancel = realClock.after(moment - (realClock.now() - opened), act)
  }

  function awaitNext(): void {
    const next = coming.next()
    if (next.done) return
    const { from, until } = next.value
    at(from, () => {
      change(true)
      at(until, () => {
        change(false)
        awaitNext()
      })
    })
  }

  awaitNext()
  return () => cancel?.()
}
