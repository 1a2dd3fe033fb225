import * as v from 'valibot'
import type { DeviceId } from '../../core/facts/ids.ts'
import { PinVerifier, Pull, Receipt, Renamed, WipeOrder } from '../../core/sync/messages.ts'
import { type Asked, type BlobStream, type Carrier, CarrierFailure, type OnMoved } from './carrier.ts'

/** Makes `Proof JWS` over a hub's nonce with the device's key. */
export type Prove = (device: DeviceId, nonce: string) => Promise<string>

export interface HttpWorld {
  fetch(path: string, init: RequestInit): Promise<Response>
  prove: Prove
  /** Compresses as HTTP's `deflate` (zlib, RFC 1950). */
  deflate(text: string): Promise<BodyInit>
  /** A token that is there already, as after enrolment. */
  token?: { device: DeviceId; token: string }
}

/** No answer within this time, or no more of a body on its way, is a line that has gone, ms. */
const patience = 30_000

/** An answer of the hub in JSON is shorter than this, bytes; what is not has no end. */
const mostSaid = 32 * 1024 * 1024

/** Facts and blobs over HTTPS. Tokens are kept in memory only, one for each name. */
export function httpCarrier(world: HttpWorld): Carrier {
  const tokens = new Map<DeviceId, string>(world.token && [[world.token.device, world.token.token]])
  let nonce: string | undefined
  let roundTrip: number | undefined
  let line = new AbortController()

  /** Every small exchange tells how long the way there and back is; the shortest is nearest to the truth. */
  async function timed(path: string, init: RequestInit, watched: Watched = { signal: line.signal }): Promise<Response> {
    const began = performance.now()
    const response = await send(world, path, init, watched)
    roundTrip = Math.min(roundTrip ?? Number.POSITIVE_INFINITY, performance.now() - began)
    return response
  }

  async function ask(as: DeviceId, path: string, init: RequestInit): Promise<Response> {
    return judged(await answered(as, path, init))
  }

  async function answered(as: DeviceId, path: string, init: RequestInit, watched?: Watched): Promise<Response> {
    for (let tries = 0; tries < 3; tries++) {
      const authorization = await credential(as)
      const headers = { ...(init.headers as Record<string, string> | undefined), Authorization: authorization } // ours
      const response = await timed(path, { ...init, headers }, watched)
      const token = response.headers.get('Tongke-Token')
      if (token) tokens.set(as, token)
      if (response.status === 403 && (await ordersWipe(response, as))) throw new CarrierFailure('revoked')
      if (response.status !== 401) return response
      tokens.delete(as)
      nonce = response.headers.get('Tongke-Nonce') ?? undefined
      if (nonce === undefined) throw new CarrierFailure('line', 'somebody else asks who this is')
    }
    throw new CarrierFailure('unknown')
  }

  async function credential(as: DeviceId): Promise<string> {
    const token = tokens.get(as)
    if (token) return `Bearer ${token}`
    const proof = await world.prove(as, nonce ?? (await hearNonce()))
    nonce = undefined
    return proof
  }

  async function hearNonce(): Promise<string> {
    const response = await timed('/api/device/nonce', {})
    nonce = response.headers.get('Tongke-Nonce') ?? ''
    return nonce
  }

  return {
    async roundTrip(as) {
      if (roundTrip === undefined && !tokens.has(as)) await hearNonce()
      return roundTrip ?? 0
    },
    anew() {
      line.abort()
      line = new AbortController()
    },
    async deliver(as, batch) {
      const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'deflate' }
      const response = await ask(as, '/api/sync/facts', { method: 'POST', headers, body: await world.deflate(batch) })
      return read(Receipt, response)
    },
    async pull(as, cursors) {
      return read(Pull, await ask(as, `/api/sync/facts?${new URLSearchParams(cursors)}`, {}))
    },
    async rename(as, to) {
      const headers = { 'Content-Type': 'application/json' }
      const body = JSON.stringify({ device: to })
      const answer = await answered(as, '/api/device/rename', { method: 'POST', headers, body })
      if (answer.status === 409) throw new CarrierFailure('taken')
      const { token } = await read(Renamed, judged(answer))
      tokens.set(to, token)
    },
    async blobState(as, hash) {
      const response = await ask(as, `/api/blobs/${hash}`, { method: 'HEAD' })
      return offsetIn(response)
    },
    async sendBlob(as, blob, at, bytes) {
      const headers = {
        'Content-Type': blob.type,
        'Content-Range': `bytes ${at}-${at + bytes.size - 1}/${blob.size}`,
      }
      const response = await ask(as, `/api/blobs/${blob.hash}`, { method: 'PATCH', headers, body: bytes })
      return offsetIn(response)
    },
    async pins(as, mark) {
      const headers: Record<string, string> = mark ? { 'If-None-Match': mark } : {}
      const response = await ask(as, '/api/device/pins', { headers })
      if (response.status === 304) return undefined
      return { pins: await read(v.array(PinVerifier), response), mark: response.headers.get('ETag') ?? '' }
    },
    async ask(as, path, { moved, send, signal, ...asked } = {}) {
      const watched = { moved, send, signal }
      const response = await answered(as, `/api/${path}`, asked, watched)
      if (isBusy(response)) throw new CarrierFailure('line', `the hub is busy (${response.status})`)
      const body = new Blob([await whole(response, watched)], { type: response.headers.get('Content-Type') ?? '' })
      return { status: response.status, body }
    },
    async fetchBlob(as, hash, at) {
      const headers: Record<string, string> = at > 0 ? { Range: `bytes=${at}-` } : {}
      return streamOf(await ask(as, `/api/blobs/${hash}`, { headers }))
    },
    async fetchBlobs(as, hashes) {
      return streamOf(await ask(as, `/api/blobs?of=${hashes.join()}`, {}))
    },
  }
}

type Watched = { [Key in 'moved' | 'send' | 'signal']?: Asked[Key] | undefined }

async function send(world: HttpWorld, path: string, init: RequestInit, watched: Watched): Promise<Response> {
  const { moved, signal, send: way = world.fetch } = watched
  const stop = new AbortController()
  const end = () => stop.abort()
  let timer = setTimeout(end, patience)
  const goesOn: OnMoved = (...so) => {
    clearTimeout(timer)
    timer = setTimeout(end, patience)
    moved?.(...so)
  }
  signal?.addEventListener('abort', end)
  if (signal?.aborted) end()
  try {
    // Without credentials browsers open a second connection (Fetch standard, 2.7), with a handshake of its own; the
    // hub sets none.
    const asked: RequestInit = { ...init, signal: stop.signal, cache: 'no-store', credentials: 'same-origin' }
    return await way(path, asked, goesOn)
  } catch (error) {
    throw new CarrierFailure('line', error instanceof Error ? error.message : undefined)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', end)
  }
}

function judged(response: Response): Response {
  if (response.ok || response.status === 304) return response
  if (isBusy(response)) throw new CarrierFailure('line', `the hub is busy (${response.status})`)
  throw new CarrierFailure('refused', `${response.status} for ${response.url}`)
}

function isBusy({ status }: Response): boolean {
  return status === 429 || status >= 500
}

/** Only the hub's own order, which names whom it is for, means that this device was revoked: a captive portal says 403 too. */
async function ordersWipe(response: Response, as: DeviceId): Promise<boolean> {
  if (response.redirected) return false
  const said: unknown = await json(response.clone()).catch(() => undefined)
  return v.is(WipeOrder, said) && said.device === as
}

/** A page of a captive portal, half an answer, another program: all are a line that did not carry. */
async function read<S extends v.GenericSchema>(schema: S, response: Response): Promise<v.InferOutput<S>> {
  try {
    return v.parse(schema, await json(response))
  } catch {
    throw new CarrierFailure('line', 'what came back is not the hub’s answer')
  }
}

async function json(response: Response): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await whole(response, { most: mostSaid })))
}

/** @param most with more bytes it is given up */
async function whole(
  response: Response,
  { moved, signal, most = Number.POSITIVE_INFINITY }: Watched & { most?: number } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { read, cancel } = bodyOf(response)
  const length = Number(response.headers.get('Content-Length')) || undefined
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  signal?.addEventListener('abort', cancel)
  for (let part = await read(); part; part = await read()) {
    parts.push(part)
    size += part.length
    moved?.('back', size, length)
    if (size > most) cancel()
  }
  signal?.removeEventListener('abort', cancel)
  if (signal?.aborted) throw new CarrierFailure('line', 'it was stopped')
  if (size > most) throw new CarrierFailure('line', 'the answer has no end')
  const all = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** What comes behind an answer's head. A line can fall silent there as well, and nobody is told. */
function bodyOf(
  response: Response,
): Pick<BlobStream, 'cancel'> & { read(): Promise<Uint8Array<ArrayBuffer> | undefined> } {
  const reader = response.body?.getReader()
  const cancel = () => {
    reader?.cancel().catch(() => undefined) // already at its end
  }
  return {
    cancel,
    async read() {
      let timer: ReturnType<typeof setTimeout> | undefined
      const silence = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('the line fell silent in the middle of an answer')), patience)
      })
      try {
        return (await Promise.race([reader?.read(), silence]))?.value
      } catch (error) {
        cancel()
        throw new CarrierFailure('line', error instanceof Error ? error.message : undefined)
      } finally {
        clearTimeout(timer)
      }
    },
  }
}

function streamOf(response: Response): BlobStream {
  const range = /\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '')
  return {
    size: Number(range?.[1] ?? response.headers.get('Content-Length') ?? 0),
    type: response.headers.get('Content-Type') ?? 'application/octet-stream',
    ...bodyOf(response),
  }
}

/** How much of a photo the hub says it has, bytes. */
function offsetIn(response: Response): number {
  const offset = response.headers.get('Upload-Offset') ?? ''
  if (!/^\d{1,12}$/.test(offset)) throw new CarrierFailure('line', 'the answer to a photo is none of the hub’s')
  return Number(offset)
}
