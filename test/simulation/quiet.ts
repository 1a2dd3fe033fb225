import { createHash, createHmac, KeyObject, sign, verify } from 'node:crypto'

/** Where the platform's timers lead while a play is on. */
export interface Timers {
  /** ms; only differences mean anything. */
  now(): number
  later(run: () => void, wait: number): { cancelled: boolean }
  every(run: () => void, wait: number): { cancelled: boolean }
  soon(run: () => void): void
}

export interface RealWorld {
  setImmediate: typeof setImmediate
  restore(): void
}

/**
 * Takes from the platform what would run by itself: timers, and the threads of WebCrypto, whose work is done on the
 * spot so that two signatures are never ready in another order than the last time.
 */
export function quieten(timers: Timers): RealWorld {
  const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, structuredClone } = globalThis
  const { subtle } = globalThis.crypto
  const own = { sign: subtle.sign, verify: subtle.verify, digest: subtle.digest }

  // The platform's types want more than a timer's ticket; production code only ever gives it back.
  globalThis.setTimeout = ((run: () => void, wait = 0) => timers.later(run, wait)) as never
  globalThis.clearTimeout = ((ticket?: { cancelled: boolean }) => {
    if (ticket) ticket.cancelled = true
  }) as never
  globalThis.setInterval = ((run: () => void, wait: number) => timers.every(run, wait)) as never
  globalThis.clearInterval = globalThis.clearTimeout
  globalThis.setImmediate = ((run: () => void) => timers.soon(run)) as never
  globalThis.structuredClone = ((value: unknown) => clone(value, structuredClone)) as never
  Object.assign(Object.getPrototypeOf(subtle), cryptography)
  const { now } = performance
  performance.now = () => timers.now()

  return {
    setImmediate,
    restore() {
      Object.assign(globalThis, { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, structuredClone })
      Object.assign(Object.getPrototypeOf(subtle), own)
      performance.now = now
    },
  }
}

const cryptography = {
  async sign(_: unknown, key: CryptoKey, data: Uint8Array): Promise<ArrayBuffer> {
    const object = keyObject(key)
    return plain(key.algorithm.name === 'HMAC' ? mac(object, data) : sign('sha256', data, pointPair(object)))
  },
  async verify(_: unknown, key: CryptoKey, signature: Uint8Array, data: Uint8Array): Promise<boolean> {
    const object = keyObject(key)
    if (key.algorithm.name === 'HMAC') return mac(object, data).equals(signature)
    return verify('sha256', data, pointPair(object), signature)
  },
  async digest(_: unknown, data: ArrayBuffer): Promise<ArrayBuffer> {
    return plain(createHash('sha256').update(new Uint8Array(data)).digest())
  },
}

function keyObject(key: CryptoKey): KeyObject {
  return KeyObject.from(key as Parameters<typeof KeyObject.from>[0]) // Node's own type of the same thing
}

function mac(key: KeyObject, data: Uint8Array): Buffer {
  return createHmac('sha256', key).update(data).digest()
}

/** ECDSA as JWS and WebCrypto write it: R and S side by side (IEEE P1363). */
function pointPair(key: KeyObject) {
  return { key, dsaEncoding: 'ieee-p1363' } as const
}

function plain(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}

/** Node's `structuredClone` goes through a serializer, which is most of what a disk in memory costs. */
function clone(value: unknown, platforms: typeof structuredClone): unknown {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'function' || typeof value === 'symbol') return platforms(value)
    return value
  }
  if (Array.isArray(value)) return value.map((one) => clone(one, platforms))
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return platforms(value)
  const copy: Record<string, unknown> = {}
  for (const name of Object.keys(value)) copy[name] = clone((value as Record<string, unknown>)[name], platforms) // a plain object
  return copy
}
