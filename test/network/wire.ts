import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { installDebianPackages } from '../machine/debian.ts'

/**
 * A line as `relay.ts` makes it, one floor below: packets of IP between this machine and a network namespace, so that UDP passes,
 * headers cost what they cost, and a lost packet is what TCP makes of it. Needs root, Linux and `/dev/net/tun`.
 */

export type WireProperties = {
  /** To the far end and back, bits per second, headers of IP included. */
  up?: number
  down?: number
  /** One way, ms. */
  delay?: number
  /** The share of packets that is lost, each way. */
  loss?: number
  /** What may wait in front of the line, bytes; the rest is lost. */
  buffer?: number
  /** Other losses with another; the same with the same. */
  seed?: number
}

export type Wire = {
  /** IP addresses of its ends. What listens at the far end runs in the namespace. */
  near: string
  far: string
  /** Words before a command that run it at the far end. */
  within: readonly string[]
  /** Starts a program at the far end. */
  run(command: string, args: readonly string[]): ChildProcess
  /** Bytes that have crossed, headers of IP included. */
  traffic(): Promise<{ up: number; down: number }>
  /** The line dies, for whatever passes, and nobody is told, until `repair`. */
  cut(): Promise<void>
  repair(): Promise<void>
  /** From now on another share of packets is lost, each way. */
  lose(share: number): Promise<void>
  /** From now on it carries so much each way, bits a second. */
  carry(bits: number): Promise<void>
  close(): Promise<void>
}

export function wiresRunHere(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/dev/net/tun')
}

let made = 0

export async function openWire(line: WireProperties): Promise<Wire> {
  const missing = ['python3', 'ip'].filter((name) => spawnSync(name, ['-V']).error)
  if (missing.length > 0) installDebianPackages(missing.map((name) => (name === 'ip' ? 'iproute2' : name)))
  const name = `tk${process.pid}${made++}`.slice(-12)
  const wire = spawn('python3', [path.join(import.meta.dirname, 'wire.py'), name, JSON.stringify(line)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said = createInterface({ input: wire.stdout })[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await said.next()
    if (done) throw new Error('The wire did not come up')
    return JSON.parse(value)
  }
  const tell = (word: string) => {
    wire.stdin.write(`${word}\n`)
    return next()
  }
  const ends = (await next()) as { near: string; far: string } // wire.py says so
  const within = ['ip', 'netns', 'exec', name]
  return {
    ...ends,
    within,
    run: (command, args) => {
      const [first = '', ...words] = [...within, command, ...args]
      return spawn(first, words, { stdio: ['pipe', 'pipe', 'inherit'] })
    },
    traffic: async () => (await tell('')) as { up: number; down: number }, // wire.py says so
    async cut() {
      await tell('cut')
    },
    async repair() {
      await tell('repair')
    },
    async lose(share) {
      await tell(`lose ${share}`)
    },
    async carry(bits) {
      await tell(`rate ${bits}`)
    },
    async close() {
      const ended = once(wire, 'exit')
      wire.stdin.end()
      await ended
    },
  }
}
